/* Leave quickly: the button, or Esc twice. The page empties first, the session ends while the plain page opens. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-leave-for]");
  if (!form) return;
  const TWICE_WITHIN_MS = 700;
  let last = -Infinity; // not 0: a key pressed soon after the page opened is the first one

  const leave = () => {
    document.title = "";
    document.body.replaceChildren();
    // A beacon outlives the page; replace() takes this page out of the history.
    const sent = navigator.sendBeacon && navigator.sendBeacon(form.action);
    if (!sent) fetch(form.action, { method: "POST", credentials: "same-origin", keepalive: true }).catch(() => {});
    window.location.replace(form.dataset.leaveFor);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    const now = event.timeStamp;
    if (now - last < TWICE_WITHIN_MS) leave();
    last = now;
  }, true);
  // A page that the browser kept alive must not come back after leaving.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
})();

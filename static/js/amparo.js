/* Small comforts. Every page works without this file. */
(() => {
  "use strict";

  // "/" puts the cursor into the search, unless the reader is writing.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const search = document.querySelector("[data-search]");
    if (!search) return;
    event.preventDefault();
    search.focus();
  });

  // A menu closes with Esc, and when something else is touched.
  const openMenus = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => {
      // A choice made in the menu closes it, too.
      if (!menu.contains(event.target) || event.target.closest("[data-menu] a")) menu.open = false;
    });
  });

  // A form is sent once. The buttons rest after the browser has read their values, and wake if the page comes back.
  const rest = (form, busy) => {
    form.toggleAttribute("data-busy", busy);
    form.querySelectorAll("[type=submit]").forEach((button) => {
      button.disabled = busy;
    });
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.hasAttribute("data-busy")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("data-busy", "");
    window.setTimeout(() => rest(form, true));
  });
  // A file that is fetched changes nothing on the page: look again what has become of it, in place, so that the file
  // goes on coming.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-download]") || event.defaultPrevented || !window.htmx) return;
    const part = form.closest("[id]");
    window.setTimeout(() => window.htmx.ajax("GET", window.location.href, { target: part, swap: "outerHTML" }), 3000);
  });
  const wake = () => document.querySelectorAll("form[data-busy]").forEach((form) => rest(form, false));
  window.addEventListener("pageshow", wake);

  // The theme changes in place, so that nothing half written is lost.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-theme-form]") || !event.submitter) return;
    event.preventDefault();
    const theme = event.submitter.value;
    const body = new FormData(form, event.submitter);
    fetch(form.action, { method: "POST", body, credentials: "same-origin", redirect: "manual" }).finally(() => rest(form, false));
    document.documentElement.dataset.theme = theme;
    const sheet = document.getElementById("dark-sheet");
    if (sheet) sheet.media = event.submitter.dataset.media;
    document.querySelectorAll("[data-theme-form] button").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.value === theme));
    });
  }, true);

  // Where a form opens in place, the cursor goes to it: to what is wrong, or to the first field.
  const focusWithin = (root) => {
    const wrong = root.querySelector(".errors-summary");
    const first = root.querySelector("[data-inplace] :is(input:not([type=hidden]), select, textarea)");
    const target = wrong || first;
    if (target) target.focus();
    return Boolean(target);
  };
  focusWithin(document);

  let opener = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.matches("[data-opens]")) opener = event.target.id || null;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (focusWithin(event.target)) return;
    const back = opener && document.getElementById(opener);
    opener = null;
    // What stood in a menu that has closed cannot take the cursor; the menu's button can.
    if (back) (back.closest("details:not([open])")?.querySelector("summary") || back).focus();
  });
  document.addEventListener("htmx:afterRequest", wake);

  // What is half written is not lost by a slip: another form in its place, another part of the story or another page asks
  // first. Cancel does not ask, nor does leaving quickly: it has emptied the page by then.
  const changed = (field) => {
    if (field.matches("[type=hidden], [type=submit]")) return false;
    if (field.matches("[type=checkbox], [type=radio]")) return field.checked !== field.defaultChecked;
    if (!field.matches("select")) return field.value !== field.defaultValue;
    const told = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(told, 0);
  };
  const isHalfWritten = (form) =>
    !form.matches("[data-busy], [data-given-up]") &&
    (form.matches("[data-kept]") || form.querySelector(".errors-summary") || [...form.querySelectorAll("input, select, textarea")].some(changed));
  const halfWritten = (root) => [...root.querySelectorAll(".frame form[data-inplace]:not([role=search])")].find(isHalfWritten);
  document.addEventListener("click", (event) => {
    if (event.target.closest("form[data-inplace] .form-actions a")) event.target.closest("form").setAttribute("data-given-up", "");
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = halfWritten(event.detail.target);
    if (form && !form.contains(event.target) && !window.confirm(document.body.dataset.unsaved)) event.preventDefault();
  });
  // A form that came back, with its passages or with what is wrong, still holds what was typed.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.requestConfig.verb === "post") event.target.querySelector("form[data-inplace]")?.setAttribute("data-kept", "");
  });
  window.addEventListener("beforeunload", (event) => {
    if (halfWritten(document)) event.preventDefault();
  });

  // When the server cannot be reached or refuses, the reader hears of it.
  const trouble = () => {
    const words = document.getElementById("trouble");
    const place = document.getElementById("messages");
    if (words && place) place.replaceChildren(words.content.cloneNode(true));
  };
  document.addEventListener("htmx:responseError", trouble);
  document.addEventListener("htmx:sendError", trouble);
})();

/* Passkeys: ties allauth's functions to our buttons, and says in words when a passkey did not come about. */
(() => {
  "use strict";
  const forms = window.allauth?.webauthn?.forms;
  if (!forms || !window.PublicKeyCredential) return;

  // A button names the function and the ids it works with: data-passkey="loginForm" data-credential="…".
  for (const button of document.querySelectorAll("[data-passkey]")) {
    const { passkey, ...ids } = button.dataset;
    forms[passkey]({ ids });
  }
  for (const part of document.querySelectorAll("[data-passkey-part]")) part.hidden = false;

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const words = document.getElementById("passkey-failed");
    document.getElementById("passkey-trouble")?.replaceChildren(words.content.cloneNode(true));
  });
})();

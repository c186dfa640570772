// The admin's look-up boxes draw themselves without a name; a screen reader needs the label of the field they stand for.
"use strict";

(() => {
  const nameOf = (select) =>
    select.getAttribute("aria-label") || document.querySelector(`label[for="${select.id}"]`)?.textContent.replace(/:\s*$/, "").trim();

  const name = () => {
    for (const box of document.querySelectorAll(".select2-container:not([data-named])")) {
      const select = box.previousElementSibling;
      const label = select instanceof HTMLSelectElement && nameOf(select);
      if (!label) continue;
      box.dataset.named = "";
      for (const part of box.querySelectorAll('[role="combobox"], [role="textbox"]')) {
        part.removeAttribute("aria-labelledby");
        part.setAttribute("aria-label", label);
      }
    }
    // The box that is open: what one types in it, and the list it governs.
    const open = document.querySelector('[role="combobox"][aria-expanded="true"]');
    const typed = document.querySelector(".select2-container--open .select2-search__field:not([aria-label])");
    if (!open || !typed) return;
    typed.setAttribute("aria-label", open.getAttribute("aria-label") ?? "");
    open.setAttribute("aria-controls", open.getAttribute("aria-owns") ?? "");
  };

  addEventListener("DOMContentLoaded", () => {
    name();
    new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
  });
})();

/* Trusted Types: the only place where text may become part of a page. Loaded first, before any other script.

   The content security policy makes the browser refuse every string that a script writes as markup (innerHTML and its
   kin), unless the policy "default" below lets it through. It lets through what cannot act: no script, no handler, no
   frame, no address but of a page. Text that is to run as script, or to load one, is never let through.
   A browser that does not know Trusted Types still has the rest of the policy: no inline script, no handler, no eval. */
(() => {
  "use strict";
  if (!window.trustedTypes) return;

  const ACTIVE =
    "script, style, link, meta, base, iframe, frameset, object, embed, noscript, noembed, noframes, xmp, plaintext, math, foreignObject, animate, animateMotion, animateTransform, set, use";
  const HANDLER = /^(?:on|(?:data-)?hx-on|srcdoc$)/i;
  const ADDRESS = /^(?:xlink:)?(?:href|src|action|formaction|poster|background|ping|cite)$/i;
  const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);
  // Inside these everything is text, but only outside of a drawing: markup in them could wake up elsewhere.
  const SLEEPING_MARKUP = /<(title|textarea)\b[^>]*>[^<]*<(?!\/\1\s*>)/i;
  const WHOLE_PAGE = /<(?:html|head|body)\b/i;

  // Reads markup in documents that never run anything. It is known in here alone.
  const reader = trustedTypes.createPolicy("amparo", { createHTML: (markup) => markup });
  const still = document.implementation.createHTMLDocument("");

  const leadsToAPage = (address) => {
    try {
      return SCHEMES.has(new URL(address, document.baseURI).protocol);
    } catch {
      return false;
    }
  };

  const isStill = (tree) => {
    if (tree.querySelector(ACTIVE)) return false;
    for (const element of tree.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (HANDLER.test(name) || (ADDRESS.test(name) && !leadsToAPage(value))) return false;
      }
      if (element.content && !isStill(element.content)) return false;
    }
    return true;
  };

  const isHarmless = (markup) => {
    if (!markup.includes("<")) return true;
    if (SLEEPING_MARKUP.test(markup)) return false;
    // A template takes rows and cells as they are; a whole page also has a body with attributes of its own.
    const part = still.createElement("template");
    part.innerHTML = reader.createHTML(markup);
    if (!isStill(part.content)) return false;
    return !WHOLE_PAGE.test(markup) || isStill(new DOMParser().parseFromString(reader.createHTML(markup), "text/html"));
  };

  // null is a refusal: the script that asked gets an error, and the page stays as it was.
  trustedTypes.createPolicy("default", { createHTML: (markup) => (isHarmless(markup) ? markup : null) });
})();

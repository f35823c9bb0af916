// Shows and hides options, questions and opened figures that are already in the page: no request.
// Without this file the same controls are links and forms with a query.
"use strict";
{
  // What one control governs: the element with that id, or every element of that part.
  function piecesOf(name) {
    const one = document.getElementById(name);
    const many = document.querySelectorAll(`[data-sdm-part="${CSS.escape(name)}"]`);
    return one ? [one.closest(".sdm-grid__tray") ?? one, ...many] : [...many];
  }

  function controlsOf(name) {
    return [...document.querySelectorAll(`[data-sdm-shows="${CSS.escape(name)}"]`)];
  }

  function isShown(name) {
    return piecesOf(name).some((piece) => !piece.hidden);
  }

  function show(name, shown) {
    piecesOf(name).forEach((piece) => { piece.hidden = !shown; });
    document
      .querySelectorAll(`[data-sdm-when-hidden="${CSS.escape(name)}"]`)
      .forEach((piece) => { piece.hidden = shown; });
    controlsOf(name).forEach((control) => {
      if (control.type === "checkbox") control.checked = shown;
      else sayWhetherOpen(control, shown);
    });
  }

  // A link says so in words when what it opens is open.
  function sayWhetherOpen(link, shown) {
    link.setAttribute("aria-expanded", String(shown));
    const words = link.querySelector("[data-sdm-words-when-shown]");
    if (!words) return;
    words.dataset.sdmWordsWhenHidden ??= words.textContent;
    words.textContent = shown ? words.dataset.sdmWordsWhenShown : words.dataset.sdmWordsWhenHidden;
  }

  // Only one of a set is open at a time, so that two comparisons never stand side by side.
  function hideOthersOfSet(name) {
    const set = piecesOf(name)[0]?.dataset.sdmSet;
    if (!set) return;
    document.querySelectorAll(`[data-sdm-set="${CSS.escape(set)}"]:not([hidden])`).forEach((piece) => {
      const other = piece.id || piece.querySelector("[id]")?.id;
      if (other && other !== name) show(other, false);
    });
  }

  function focusOn(name) {
    const piece = piecesOf(name).find((each) => each.getClientRects().length > 0);
    if (!piece) return;
    const place = piece.matches("[tabindex]") ? piece : piece.querySelector("[tabindex='-1']") ?? piece;
    if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
    // What is taller than the screen is shown from its start, its title under the bar.
    const isTall = piece.getBoundingClientRect().height > window.innerHeight / 2;
    place.focus({ preventScroll: isTall });
    if (isTall) place.scrollIntoView({ block: "start" });
  }

  // The style sheet lays the grid out by the number of options in sight; easy read is one column.
  function countColumns() {
    document.querySelectorAll(".sdm-grid:not(.sdm-easy)").forEach((grid) => {
      const names = grid.querySelectorAll(".sdm-grid__head th:not(.sdm-grid__corner):not([hidden])");
      grid.classList.forEach((name) => {
        if (/^sdm-grid--\d+$/.test(name)) grid.classList.remove(name);
      });
      grid.classList.add(`sdm-grid--${names.length}`);
    });
  }

  function sayHowMany(form) {
    const boxes = [...form.querySelectorAll("[data-sdm-shows]")];
    const chosen = boxes.filter((box) => box.checked).length;
    const words = chosen === boxes.length ? `all ${boxes.length}` : `${chosen} of ${boxes.length}`;
    document
      .querySelectorAll(`[data-sdm-counts="${CSS.escape(form.id)}"]`)
      .forEach((place) => { place.textContent = words; });
  }

  // The address keeps the choice, so that reloading or going back shows the same.
  function afterChoice(name) {
    countColumns();
    const form = controlsOf(name).find((control) => control.type === "checkbox")?.form;
    if (!form) return;
    sayHowMany(form);
    if (form.method !== "get") return;
    const query = new URLSearchParams(new FormData(form));
    window.history.replaceState(window.history.state, "", `?${query}`);
    // Told to the server as well, for the pages after this one. Nothing here waits for it.
    window.fetch(`?${query}`, { method: "HEAD", keepalive: true }).catch(() => {});
  }

  function onClick(event) {
    const control = event.target.closest("a[data-sdm-shows], a[data-sdm-hides]");
    if (!control) return;
    const name = control.dataset.sdmShows ?? control.dataset.sdmHides;
    if (piecesOf(name).length === 0) return; // not in the page: let the link fetch it
    event.preventDefault();
    const shown = control.dataset.sdmShows !== undefined && !isShown(name);
    if (shown) hideOthersOfSet(name);
    show(name, shown);
    afterChoice(name);
    if (shown) focusOn(name);
    else controlsOf(name)[0]?.focus();
  }

  function onChange(event) {
    const box = event.target;
    if (!box.matches("input[type=checkbox][data-sdm-shows]")) return;
    show(box.dataset.sdmShows, box.checked);
    afterChoice(box.dataset.sdmShows);
  }

  // "Leave it": the form goes, and the focus is back where it was opened.
  function onLeave(event) {
    const control = event.target.closest("a[data-sdm-leaves]");
    if (!control) return;
    event.preventDefault();
    const place = document.getElementById(control.dataset.sdmLeaves);
    place.replaceChildren();
    document.querySelector(`[data-hx-target="#${CSS.escape(place.id)}"]`)?.focus();
  }

  // Words in an open form are kept by its own button alone: leaving with some in it is asked about.
  const sent = new WeakSet();
  function someWordsAreNotAdded() {
    return [...document.querySelectorAll("form.sdm-words")].some(
      (form) => !sent.has(form) && [...form.querySelectorAll("textarea")].some((box) => box.value),
    );
  }

  document.addEventListener("submit", (event) => sent.add(event.target));
  document.addEventListener("input", (event) => sent.delete(event.target.form));
  window.addEventListener("beforeunload", (event) => {
    if (someWordsAreNotAdded()) event.preventDefault();
  });
  document.addEventListener("click", onClick);
  document.addEventListener("click", onLeave);
  document.addEventListener("change", onChange);
}

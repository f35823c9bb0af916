// Small things that any page may have. Every page also works without this file.
"use strict";
{
  // Focus goes to what changed: the error summary or heading that the server marked.
  function focusWhatChanged() {
    const place = document.querySelector("[data-sdm-focus]");
    if (!place) return;
    place.removeAttribute("data-sdm-focus"); // once: a later swap elsewhere must not steal focus
    if (!place.matches("a[href], button, input, select, textarea, [tabindex]")) place.tabIndex = -1;
    place.focus();
  }

  // Counting as the server does: a line break is one character, whatever the browser sends.
  function tellHowManyAreLeft(box) {
    const words = document.getElementById(`${box.id}-room`);
    if (!words) return;
    const left = Number(box.dataset.sdmLimit) - [...box.value].length;
    const count = Math.abs(left).toLocaleString("en-GB");
    const characters = Math.abs(left) === 1 ? "character" : "characters";
    words.textContent = left < 0 ? `${count} ${characters} too many` : `${count} ${characters} left`;
    words.classList.toggle("sdm-room--over", left < 0);
  }

  function tellAllLimits() {
    document.querySelectorAll("[data-sdm-limit]").forEach(tellHowManyAreLeft);
  }

  // Pause blanks the screen until somebody touches it. Meanwhile nothing else can be reached.
  function pause(opener) {
    const cover = document.createElement("button");
    cover.type = "button";
    cover.className = "sdm-paused";
    cover.textContent = opener.dataset.sdmPause || "Paused. Touch the screen to go on.";
    const others = [...document.body.children].filter((part) => !part.inert);
    others.forEach((part) => { part.inert = true; });
    const goOn = () => {
      others.forEach((part) => { part.inert = false; });
      cover.remove();
      opener.focus();
    };
    cover.addEventListener("click", goOn);
    cover.addEventListener("keydown", (event) => {
      event.preventDefault();
      goOn();
    });
    document.body.append(cover);
    cover.focus();
  }

  // Where the browser keeps the clipboard from scripts, the words are left selected to copy by hand.
  async function copyText(button) {
    const box = document.getElementById(button.dataset.sdmCopies);
    const told = document.getElementById(`${box.id}-copied`);
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
      told.textContent = "Copied";
    } catch {
      told.textContent = "The text is selected. Copy it as you copy any other text.";
    }
  }

  function closeSafetyOnEscape(event) {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.sdm-safety[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  }

  function onClick(event) {
    const control = event.target.closest("[data-sdm-pause], [data-sdm-print], [data-sdm-copies]");
    if (!control) return;
    event.preventDefault();
    if (control.matches("[data-sdm-print]")) window.print();
    else if (control.matches("[data-sdm-copies]")) copyText(control);
    else pause(control);
  }

  document.addEventListener("click", onClick);
  document.addEventListener("keydown", closeSafetyOnEscape);
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-sdm-limit]")) tellHowManyAreLeft(event.target);
  });
  document.addEventListener("htmx:after:settle", () => {
    focusWhatChanged();
    tellAllLimits();
  });
  // A page about a person is never shown again from the browser's memory, only from the server.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
  document.querySelectorAll("[data-sdm-copies][hidden]").forEach((button) => { button.hidden = false; });
  focusWhatChanged();
  tellAllLimits();
}

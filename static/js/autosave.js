// Saves a form as people type, and says so only when the server says so. Words wait in memory, never
// in the browser's storage. Without this file the form's own button saves.
"use strict";
{
  const AFTER_TYPING = 3000;
  const FIRST_RETRY = 2000;
  const LONGEST_RETRY = 60000;
  const LONGEST_WAIT = 15000;
  const NO_CONNECTION = "Not saved: no connection. Keep this page open.";
  const SERVER_TROUBLE = "Not saved. Your words are still on this page. We keep trying.";
  const REFUSED = "Not saved. Copy your words, then open this page again.";
  const CLOCK = "M10 5v5l3.5 2M18 10a8 8 0 1 1-16 0a8 8 0 0 1 16 0z";
  const WARNING = "M10 5.5v5.5M10 14v.6M18 10a8 8 0 1 1-16 0a8 8 0 0 1 16 0z";

  // One for each form: what was typed since the last answer, and what is under way.
  const states = new Map();

  function stateOf(form) {
    if (!states.has(form)) {
      states.set(form, {
        unsaved: false,
        sending: false,
        stopped: false,
        failing: false,
        pressed: null,
        lastSaved: "",
        timer: 0,
        retry: FIRST_RETRY,
      });
    }
    return states.get(form);
  }

  function savedLineOf(form) {
    return form.querySelector("[data-sdm-saved]") ?? document.querySelector("[data-sdm-saved]");
  }

  function picture(path) {
    const space = "http://www.w3.org/2000/svg";
    const icon = document.createElementNS(space, "svg");
    icon.setAttribute("class", "sdm-icon");
    icon.setAttribute("viewBox", "0 0 20 20");
    icon.setAttribute("aria-hidden", "true");
    icon.append(document.createElementNS(space, "path"));
    icon.firstChild.setAttribute("d", path);
    return icon;
  }

  function say(form, manner, path, words) {
    const line = savedLineOf(form);
    if (!line) return;
    line.className = `sdm-saved sdm-saved--${manner}`;
    line.replaceChildren(picture(path), ` ${words}`);
  }

  // The line stays the same element, so that screen readers announce what changes inside it.
  // Hidden fields in the answer, such as the row's new version, go to the form's fields of that name;
  // what says where it belongs, such as the family's view beside the form, goes there.
  function showAnswer(form, html) {
    const answer = new DOMParser().parseFromString(html, "text/html").body;
    answer.querySelectorAll("input[type=hidden]").forEach((field) => {
      const own = form.elements.namedItem(field.name);
      if (own) own.value = field.value;
      field.remove();
    });
    answer.querySelectorAll("[data-sdm-into]").forEach((part) => {
      document.getElementById(part.dataset.sdmInto)?.replaceChildren(...part.childNodes);
      part.remove();
    });
    const line = savedLineOf(form);
    const fresh = answer.firstElementChild;
    if (!line || !fresh) return;
    line.className = fresh.className;
    line.replaceChildren(...fresh.childNodes);
  }

  function later(form, milliseconds) {
    const state = stateOf(form);
    window.clearTimeout(state.timer);
    state.timer = window.setTimeout(() => save(form), milliseconds);
  }

  function tryAgain(form, words) {
    const state = stateOf(form);
    state.unsaved = true;
    state.failing = true;
    say(form, "failed", WARNING, words);
    later(form, state.retry);
    state.retry = Math.min(state.retry * 2, LONGEST_RETRY);
  }

  async function settle(form, response, sent) {
    const state = stateOf(form);
    const elsewhere =
      response.headers.get("HX-Redirect") ?? (response.redirected ? response.url : null);
    if (elsewhere) {
      // The screen was locked. The server holds what was sent and finishes it after unlocking.
      state.failing = false;
      state.sending = false; // so that only words typed since then hold up the move
      if (!state.pressed) window.location.assign(elsewhere);
      return;
    }
    if (response.status >= 500) {
      tryAgain(form, SERVER_TROUBLE);
      return;
    }
    state.retry = FIRST_RETRY;
    state.failing = false;
    if (response.ok) {
      state.lastSaved = sent;
      showAnswer(form, await response.text());
      if (state.unsaved) later(form, AFTER_TYPING);
      return;
    }
    // 409: somebody else wrote here. The server keeps both texts, and its answer links to the choice.
    // 422: the words can be put right here, then saved.
    state.unsaved ||= response.status !== 409;
    state.stopped = response.status !== 422;
    if (response.status === 409 || response.status === 422) showAnswer(form, await response.text());
    else say(form, "failed", WARNING, REFUSED);
  }

  // A date that is half typed is not wrong yet: it waits while the person is still in it.
  function isInMidDate(form) {
    const date = document.activeElement?.closest(".nhsuk-date-input");
    if (!date || !form.contains(date)) return false;
    const parts = [...date.querySelectorAll("input")];
    return parts.some((part) => part.value) && parts.some((part) => !part.value);
  }

  async function save(form) {
    const state = stateOf(form);
    if (state.sending || state.stopped || !state.unsaved || !form.isConnected) return;
    if (isInMidDate(form) && !state.pressed) {
      later(form, AFTER_TYPING);
      return;
    }
    window.clearTimeout(state.timer);
    state.unsaved = false;
    const words = new URLSearchParams(new FormData(form)).toString();
    if (words === state.lastSaved) {
      state.failing = false;
      if (state.pressed) goOnAfterPress(form);
      return;
    }
    state.sending = true;
    say(form, "working", CLOCK, "Saving");
    const patience = new AbortController();
    const timer = window.setTimeout(() => patience.abort(), LONGEST_WAIT);
    try {
      const response = await fetch(form.dataset.sdmAutosave, {
        method: "POST",
        headers: { "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded" },
        body: words,
        signal: patience.signal,
      });
      await settle(form, response, words);
    } catch (fault) {
      // TypeError is how fetch says that nothing came back, AbortError that we stopped waiting.
      if (!(fault instanceof TypeError) && fault.name !== "AbortError") throw fault;
      tryAgain(form, NO_CONNECTION);
    } finally {
      window.clearTimeout(timer);
      state.sending = false;
      if (state.pressed) goOnAfterPress(form);
    }
  }

  // The form's own button sends everything: nothing is left to save or to warn about. But words that
  // are on their way could arrive after it and stand in place of newer ones, and without a
  // connection the page would be lost: so the button waits for an answer.
  function onSubmit(event) {
    const form = event.target;
    const state = states.get(form);
    if (!state) return;
    window.clearTimeout(state.timer);
    if (!state.sending && !state.failing) {
      states.delete(form);
      return;
    }
    event.preventDefault();
    state.pressed = event.submitter;
    form.setAttribute("aria-busy", "true");
    save(form);
  }

  function goOnAfterPress(form) {
    const state = stateOf(form);
    const button = state.pressed;
    state.pressed = null;
    if (state.failing) {
      form.removeAttribute("aria-busy");
      return;
    }
    states.delete(form);
    window.clearTimeout(state.timer);
    form.requestSubmit(button);
  }

  function noteChange(event, milliseconds) {
    const form = event.target.form;
    if (!form?.matches("[data-sdm-autosave]")) return;
    const state = stateOf(form);
    state.unsaved = true;
    const soonest = Number(form.dataset.sdmAfterTyping ?? AFTER_TYPING);
    if (!state.stopped) later(form, Math.min(milliseconds, soonest));
  }

  function someWordsAreUnsaved() {
    return [...states].some(([form, state]) => form.isConnected && (state.unsaved || state.sending));
  }

  document.addEventListener("input", (event) => noteChange(event, AFTER_TYPING));
  document.addEventListener("change", (event) => noteChange(event, 0));
  document.addEventListener("submit", onSubmit);
  window.addEventListener("online", () => {
    states.forEach((state, form) => { if (state.unsaved) later(form, 0); });
  });
  window.addEventListener("beforeunload", (event) => {
    if (someWordsAreUnsaved()) event.preventDefault();
  });
}

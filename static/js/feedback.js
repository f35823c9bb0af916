// Opens the private form from a printed code. The secret stands after the # of the address, which
// browsers never send: it goes to the server once, in the body of a POST, and leaves the address.
"use strict";
{
  const form = document.querySelector("form[data-sdm-fragment]");
  const secret = window.location.hash.slice(1);
  if (form && secret) {
    form.elements.namedItem(form.dataset.sdmFragment).value = secret;
    window.history.replaceState(null, "", window.location.pathname);
    form.submit();
  }
}

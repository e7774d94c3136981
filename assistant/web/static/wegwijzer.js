// Small comforts for browsers with JavaScript; every page works without it.

/** Tell what happens while an answer is on its way, and let a form be sent once only. */
function waitFor(form) {
  const progress = form.querySelector("[data-voortgang]");
  form.addEventListener("submit", (event) => {
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    progress.textContent = form.dataset.wacht;
  });
  // A browser that goes back shows the page as it was left.
  window.addEventListener("pageshow", () => {
    form.removeAttribute("aria-busy");
    progress.textContent = "";
  });
}

/** On a wide screen there is room for what a phone folds away. */
function openWhenWide(details) {
  if (window.matchMedia("(min-width: 62rem)").matches) details.open = true;
}

/** A way back, for those who came from an answer. */
function offerReturn(button) {
  if (location.hash !== "#citaat" || history.length < 2) return;
  button.hidden = false;
  button.addEventListener("click", () => history.back());
}

/** Bring the cited section into view in an outline that scrolls by itself. */
function showCurrent(outline) {
  const current = outline.querySelector("[aria-current]");
  if (current) outline.scrollTop = current.offsetTop - outline.clientHeight / 3;
}

document.querySelectorAll("form[data-wacht]").forEach(waitFor);
document.querySelectorAll("details[data-open-breed]").forEach(openWhenWide);
document.querySelectorAll("[data-terug]").forEach(offerReturn);
document.querySelectorAll("nav.inhoud").forEach(showCurrent);

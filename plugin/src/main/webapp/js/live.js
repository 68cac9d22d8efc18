/* Keeps the page of a running deploy up to date: asks once a second, draws text only, and loads the report at the end. */
(function () {
  "use strict";

  const PAUSE = 1000;

  function row(entry) {
    const line = document.createElement("tr");
    for (const text of [entry.object, entry.state, entry.message]) {
      const cell = document.createElement("td");
      cell.textContent = text;
      line.appendChild(cell);
    }
    line.dataset.state = entry.state;
    return line;
  }

  function draw(element, live) {
    const progress = element.querySelector("progress");
    progress.max = Math.max(live.total, 1);
    progress.value = live.done;
    element.querySelector(".drawbridge-phase").textContent =
      live.phase + (live.total === 0 ? "" : ": " + live.done + " of " + live.total) +
      (live.failed === 0 ? "" : ", " + live.failed + " failed");
    const body = element.querySelector("tbody");
    body.replaceChildren(...live.objects.map(row));
  }

  function follow(element) {
    fetch(element.dataset.url, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((live) => {
        draw(element, live);
        if (live.running) {
          setTimeout(() => follow(element), PAUSE);
        } else {
          window.location.reload();
        }
      })
      .catch(() => setTimeout(() => follow(element), 5 * PAUSE));
  }

  document.querySelectorAll(".drawbridge-live").forEach(follow);
})();

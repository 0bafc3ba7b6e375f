// Brings the pictures of a page to life: maps and charts are drawn over the pictures the server sent, once the
// page has been painted and the picture comes into view. Whoever saves data, has no script or no WebGL keeps the pictures.
const saving = navigator.connection?.saveData === true;

async function enliven(figure) {
  try {
    const module = await import(figure.dataset.live);
    figure.dataset.state = (await module.draw(figure)) ? "live" : "still";
  } catch (trouble) {
    figure.dataset.state = "still";
    figure.dataset.why = String(trouble?.message ?? trouble).slice(0, 200);
  }
}

function watch() {
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((one) => one.isIntersecting)) {
      seen.unobserve(entry.target);
      enliven(entry.target);
    }
  }, { rootMargin: "160px" });
  for (const figure of document.querySelectorAll("[data-live]")) seen.observe(figure);
}

const afterwards = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
if (!saving) {
  if (document.readyState === "complete") afterwards(watch);
  else window.addEventListener("load", () => afterwards(watch), { once: true });
}

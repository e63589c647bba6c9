// Lays the query over the registered photograph with a slider between them. Without this module, links lead to both.

for (const overlay of document.querySelectorAll("[data-overlay]")) {
  const stage = overlay.querySelector(".overlay-stage");
  const slider = overlay.querySelector('input[type="range"]');
  const images = [...overlay.querySelectorAll("img")];

  const move = () => {
    stage.style.setProperty("--cut", `${slider.value}%`);
    slider.setAttribute("aria-valuetext", `${slider.value}% of your photograph`);
  };
  slider.addEventListener("input", move);

  // Dragging on the picture itself is what a thumb tries first.
  const follow = (event) => {
    const box = stage.getBoundingClientRect();
    slider.value = String(Math.round(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * 100));
    move();
  };
  stage.style.touchAction = "pan-y";
  stage.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    follow(event);
  });
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) follow(event);
  });

  // Images that cannot be drawn any more (photographs expire) take the slider with them.
  for (const image of images) {
    image.loading = "eager";
    image.addEventListener("error", () => overlay.remove());
  }
  overlay.hidden = false;
  move();
}

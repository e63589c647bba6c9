// The match form, made more comfortable: previews, removing a photograph, a word while the registry is searched.
// Without this module the form works all the same.

const form = document.querySelector("[data-ask]");

if (form) {
  const input = form.querySelector('input[type="file"]');
  const list = form.querySelector("[data-previews]");
  const note = form.querySelector("[data-photo-note]");
  const submit = form.querySelector("[data-submit]");
  const working = form.querySelector("[data-working]");
  const most = Number(form.dataset.most);
  const largest = Number(form.dataset.largest);
  let chosen = [];
  let urls = [];

  form.classList.add("enhanced");

  const put = (files) => {
    chosen = files;
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    input.files = transfer.files;
    draw();
  };

  const draw = () => {
    for (const url of urls) URL.revokeObjectURL(url);
    urls = [];
    list.replaceChildren(...chosen.map(preview));
    list.hidden = chosen.length === 0;
  };

  const preview = (file, index) => {
    const item = document.createElement("li");
    const url = URL.createObjectURL(file);
    urls.push(url);
    const image = document.createElement("img");
    image.alt = `Photograph ${index + 1}`;
    image.addEventListener("error", () => {
      // A browser may not know HEIC or TIFF; the registry does.
      const name = document.createElement("span");
      name.className = "file";
      name.textContent = file.name;
      image.replaceWith(name);
    });
    image.src = url;
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = "×";
    remove.setAttribute("aria-label", `Remove photograph ${index + 1}`);
    remove.addEventListener("click", () => {
      put(chosen.filter((_, place) => place !== index));
      say();
      input.focus();
    });
    item.append(image, remove);
    return item;
  };

  const say = (dropped = 0, tooLarge = 0) => {
    const parts = [];
    if (chosen.length) parts.push(`${chosen.length} of ${most} photographs.`);
    if (chosen.length && chosen.length < most) parts.push("Tap again to add more.");
    if (dropped) parts.push(`${dropped} left out: at most ${most} can be sent.`);
    if (tooLarge) parts.push(`${tooLarge} left out: larger than ${Math.round(largest / 1e6)} MB.`);
    note.textContent = parts.join(" ");
  };

  const same = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

  input.addEventListener("change", () => {
    // Choosing again adds, as a phone's camera gives one photograph at a time.
    const added = [...input.files].filter((file) => !chosen.some((known) => same(known, file)));
    const small = added.filter((file) => file.size <= largest);
    const all = [...chosen, ...small];
    put(all.slice(0, most));
    say(Math.max(0, all.length - most), added.length - small.length);
  });

  // On a slow line photographs may have been chosen before this module arrived; a reload may have kept them.
  if (input.files.length) put([...input.files].slice(0, most));
  say();

  form.addEventListener("submit", () => {
    submit.disabled = true;
    submit.textContent = "Searching…";
    working.textContent = "The photographs are sent and compared. On a slow line this takes a little longer.";
  });

  // Coming back with the browser's back button shows the page as it was left.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

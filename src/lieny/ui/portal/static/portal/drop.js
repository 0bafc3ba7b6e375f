// Files and whole folders dropped on the form become the chosen files, with the folders they lay
// in; without this the plain file fields work alone.
const MOST_SHOWN = 50;

const within = (entry) => new Promise((resolve) => {
  if (entry.isFile) {
    entry.file((file) => resolve([[file, entry.fullPath.replace(/^\//, "")]]), () => resolve([]));
    return;
  }
  const reader = entry.createReader(), found = [];
  const more = () => reader.readEntries(async (entries) => {
    if (entries.length) {
      found.push(...entries);
      more();
    } else {
      resolve((await Promise.all(found.map(within))).flat());
    }
  }, () => resolve([]));
  more();
});

for (const place of document.querySelectorAll("[data-drop]")) {
  const fields = [...place.querySelectorAll('input[type="file"]')];
  const list = place.querySelector("[data-chosen]");
  const paths = place.querySelector("[data-paths]");
  const tell = (known) => {
    const files = fields.flatMap((field) => [...field.files]);
    const names = known || files.map((file) => file.webkitRelativePath || file.name);
    paths.value = JSON.stringify(names);
    list.replaceChildren(...files.slice(0, MOST_SHOWN).map((file, index) => {
      const line = document.createElement("li");
      line.textContent = `${names[index]} · ${Math.max(1, Math.round(file.size / 1024))} kB`;
      return line;
    }));
    if (files.length > MOST_SHOWN) {
      const line = document.createElement("li");
      line.textContent = `+ ${files.length - MOST_SHOWN}`;
      list.append(line);
    }
  };
  for (const field of fields) {
    field.addEventListener("change", () => {
      for (const other of fields) if (other !== field) other.value = "";
      tell();
    });
  }
  for (const kind of ["dragenter", "dragover"]) {
    place.addEventListener(kind, (event) => { event.preventDefault(); place.classList.add("over"); });
  }
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", async (event) => {
    event.preventDefault();
    place.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const plain = [...event.dataTransfer.files].map((file) => [file, file.name]);
    const found = entries.length ? (await Promise.all(entries.map(within))).flat() : plain;
    const lists = found.filter(([file]) => !/^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i.test(file.name));
    const transfer = new DataTransfer();
    for (const [file] of lists) transfer.items.add(file);
    for (const field of fields.slice(1)) field.value = "";
    fields[0].files = transfer.files;
    tell(lists.map(([, path]) => path));
  });
}

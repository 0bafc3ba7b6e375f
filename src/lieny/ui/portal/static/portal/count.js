// Says how many letters a text has, of how many it may; nothing is cut.
for (const area of document.querySelectorAll("textarea[data-most]")) {
  const said = document.getElementById(area.dataset.count);
  if (!said) continue;
  const most = Number(area.dataset.most);
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const tell = () => {
    const given = area.value.trim().length;
    said.textContent = `${number.format(given)} / ${number.format(most)} ${said.dataset.unit}`;
    said.classList.toggle("over", given > most);
    area.setCustomValidity(given > most ? said.dataset.over : "");
  };
  area.addEventListener("input", tell);
  tell();
}

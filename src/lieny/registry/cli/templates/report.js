"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const $ = (selector) => document.querySelector(selector);
  const fold = (text) =>
    text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "").trim();

  // Language: the page holds both; options cannot, so their words are exchanged here.
  const inEnglish = () => $("#lang-en").checked;
  const options = [...document.querySelectorAll("option[data-en]")];
  for (const option of options) option.dataset.vi = option.textContent;
  const speak = () => {
    root.lang = inEnglish() ? "en" : "vi";
    for (const option of options) option.textContent = option.dataset[root.lang];
    count();
  };

  // Filters: the state of the list is the address, so Back works and a view can be sent.
  const form = $("#filters");
  const rows = [...document.querySelectorAll("[data-signs]")].map((element) => ({
    element,
    find: element.dataset.find,
    signs: element.dataset.signs.split(" ").map((packed) => {
      const [rule, severity, certainty, across, provinces] = packed.split(".");
      return { rule, severity, certainty, across: across === "x", provinces: provinces.split("-") };
    }),
  }));
  let shown = rows.length;

  const isFilter = (hash) => hash === "" || hash.includes("=");
  const readAddress = () => {
    const state = new URLSearchParams(decodeURIComponent(location.hash.slice(1)));
    form.find.value = state.get("find") ?? "";
    form.rule.value = state.get("rule") ?? "";
    form.certainty.value = state.get("certainty") ?? "";
    form.across.checked = state.get("across") === "1";
    const severities = (state.get("severity") ?? "").split(",");
    for (const box of form.querySelectorAll("[name=severity]"))
      box.checked = severities.includes(box.value);
    const provinces = state.get("province") ?? "";
    const known = [...form.province.options].some((option) => option.value === provinces);
    if (!known) addPair(provinces);
    form.province.value = provinces;
    apply();
  };
  const addPair = (codes) => {
    const names = codes.split(",").map(
      (code) => [...form.province.options].find((option) => option.value === code)?.textContent,
    );
    if (names.includes(undefined)) return;
    const option = new Option(names.join(" – "), codes);
    form.province.append(option);
  };
  const state = () => {
    const chosen = new URLSearchParams();
    const severities = [...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value);
    if (form.find.value.trim()) chosen.set("find", form.find.value.trim());
    if (severities.length) chosen.set("severity", severities.join(","));
    for (const name of ["rule", "certainty", "province"])
      if (form[name].value) chosen.set(name, form[name].value);
    if (form.across.checked) chosen.set("across", "1");
    return chosen;
  };
  const apply = () => {
    const chosen = state();
    const words = fold(chosen.get("find") ?? "").split(/\s+/).filter(Boolean);
    const severities = chosen.get("severity")?.split(",");
    const provinces = chosen.get("province")?.split(",");
    const fits = (sign) =>
      (!severities || severities.includes(sign.severity)) &&
      (!chosen.has("rule") || sign.rule === chosen.get("rule")) &&
      (!chosen.has("certainty") || sign.certainty === chosen.get("certainty")) &&
      (!chosen.has("across") || sign.across) &&
      (!provinces || provinces.every((code) => sign.provinces.includes(code)));
    shown = 0;
    for (const row of rows) {
      const fit = words.every((word) => row.find.includes(word)) && row.signs.some(fits);
      row.element.classList.toggle("gone", !fit);
      shown += fit;
    }
    $("#no-match").classList.toggle("gone", shown > 0);
    form.querySelector("[type=reset]").classList.toggle("gone", chosen.size === 0);
    count();
  };
  const count = () => {
    if (!form) return;
    const number = (n) => n.toLocaleString(root.lang === "en" ? "en" : "vi");
    $("#result-count").textContent =
      root.lang === "en"
        ? `${number(shown)} of ${number(rows.length)} cases`
        : `Đang xem ${number(shown)} trong ${number(rows.length)} hồ sơ`;
  };
  const writeAddress = () => {
    const hash = [...state()].map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
    history.replaceState(null, "", `#${hash}`);
    apply();
  };

  // Addresses of cases open them.
  const openCase = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    target.closest(".gone")?.classList.remove("gone");
    if (target.matches("details")) target.open = true;
    target.scrollIntoView();
  };
  const follow = () => {
    if (isFilter(location.hash)) {
      if (form) readAddress();
      if (form && location.hash) $("#ho-so").scrollIntoView();
    } else openCase();
  };
  if (form) {
    form.addEventListener("input", writeAddress);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(writeAddress));
  }
  addEventListener("hashchange", follow);
  document.addEventListener("change", (event) => {
    if (event.target.name === "language") speak();
  });

  // Keyboard: "/" to search, j and k from case to case, Enter opens (as in any list).
  const visible = () =>
    [...document.querySelectorAll(".cases > li:not(.gone) > .case > summary")];
  const move = (step) => {
    const all = visible();
    const here = all.indexOf(document.activeElement?.closest?.(".case")?.firstElementChild);
    const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const acts = { "/": () => form?.find.focus(), j: () => move(1), k: () => move(-1) };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // What all cases share stands once in the page: the words of the law, and the button to copy.
  for (const link of document.querySelectorAll(".cases .laws a")) {
    const words = document.querySelector(`${link.getAttribute("href")} > p + p`);
    if (words) link.closest("li").append(words.cloneNode(true));
  }
  for (const question of document.querySelectorAll(".cases .ask"))
    question.append($("#copy-button").content.cloneNode(true));

  // Questions to copy; on pages opened from a disk the clipboard may be closed, selection is not.
  const copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "off-screen";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await copyText(button.closest(".ask").querySelector(".ask-text").innerText);
    const words = button.innerHTML;
    button.textContent = inEnglish() ? "Copied" : "Đã chép";
    setTimeout(() => { button.innerHTML = words; }, 1500);
  });

  // On paper everything that is listed is open.
  addEventListener("beforeprint", () => {
    for (const row of document.querySelectorAll(".cases > li:not(.gone) > .case")) row.open = true;
  });
  speak();
  if (location.hash) follow();
  else if (form) apply();
})();

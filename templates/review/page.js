// What the page of a plan review can do besides being read. It works on what is there, and fetches nothing.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const search = one("#search");
  const filters = all(".filter");
  const stacks = all("section.stack").map((section) => ({
    section,
    entry: all("nav li").find((item) => item.dataset.for === section.id),
    name: section.dataset.stack.toLowerCase(),
    groups: all("details.group", section),
    changes: all(".change", section).map((element) => ({
      element,
      // Read when it is first needed: a large page is usable at once.
      get text() {
        const text = element.textContent.toLowerCase();
        Object.defineProperty(this, "text", { value: text });
        return text;
      },
    })),
  }));
  const everything = stacks.reduce((sum, { changes }) => sum + changes.length, 0);

  one(".tools").hidden = false;
  one(".buttons").hidden = false;

  // Filters

  const pressed = () => filters.filter((button) => button.getAttribute("aria-pressed") === "true");

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const kinds = pressed().map((button) => button.dataset.filter);
    const groups = kinds.filter((kind) => kind !== "risk");
    const onlyRisk = kinds.includes("risk");
    const isFiltered = words.length > 0 || kinds.length > 0;
    let shown = 0;
    let shownStacks = 0;
    for (const { section, entry, name, groups: parts, changes } of stacks) {
      const left = words.filter((word) => !name.includes(word));
      let count = 0;
      for (const change of changes) {
        const { element } = change;
        const { group, risk } = element.dataset;
        const isShown =
          (groups.length === 0 || groups.includes(group)) &&
          (!onlyRisk || risk !== "plain") &&
          (left.length === 0 || left.every((word) => change.text.includes(word)));
        element.hidden = !isShown;
        if (isShown) count += 1;
      }
      for (const part of parts) {
        const own = all(".change", part);
        const isEmpty = own.length === 0 ? isFiltered : own.every((element) => element.hidden);
        part.hidden = isEmpty;
        if (isFiltered && !isEmpty && count <= 200) part.open = true;
      }
      const isShown = !isFiltered || count > 0;
      section.hidden = !isShown;
      section.classList.toggle("filtered", isFiltered);
      if (entry) entry.hidden = !isShown;
      shown += count;
      if (isShown) shownStacks += 1;
    }
    one("#nothing").hidden = !isFiltered || shownStacks > 0;
    one("#count").textContent = isFiltered ? `${shown} of ${everything} changes` : "";
  }

  let waiting;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 80);
  });
  for (const button of filters) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }
  function reset() {
    search.value = "";
    for (const button of filters) button.setAttribute("aria-pressed", "false");
    apply();
  }
  one("#reset").addEventListener("click", reset);

  // Links into closed parts

  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) reset();
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    target.scrollIntoView({ block: "start" });
    const focus = target.tagName === "DETAILS" ? target.firstElementChild : target;
    focus.focus({ preventScroll: true });
  }
  addEventListener("hashchange", reveal);
  addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    // The same link again changes no hash.
    const href = link && (link.getAttribute("href") ?? "");
    if (href && href === location.hash) reveal();
  });

  // Buttons

  const expand = one("#expand");
  expand.addEventListener("click", () => {
    const isOpening = expand.textContent === "Expand all";
    for (const part of all("details.group, details.change")) part.open = isOpening;
    expand.textContent = isOpening ? "Collapse all" : "Expand all";
  });
  one("#theme").addEventListener("click", () => {
    const isDark = getComputedStyle(document.documentElement).colorScheme.trim() === "dark";
    document.documentElement.dataset.theme = isDark ? "light" : "dark";
  });
  for (const button of all(".copy")) {
    if (!navigator.clipboard) break;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
      setTimeout(() => {
        button.textContent = "Copy";
      }, 1500);
    });
  }

  // Keys: / searches, j and k go through the changes

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === search) {
      if (event.key === "Escape") {
        reset();
        search.blur();
      }
      return;
    }
    if (event.key === "/") {
      event.preventDefault();
      search.focus();
    } else if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    }
  });
  function step(by) {
    const lines = all("details.change > summary").filter((line) => line.checkVisibility());
    const at = lines.indexOf(document.activeElement);
    const next = lines[at < 0 && by < 0 ? lines.length - 1 : at + by];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  // The picture: what a resource is tied to

  for (const picture of all(".picture")) {
    const edges = all(".edge", picture);
    const nodes = all(".node", picture);
    const light = (address) => {
      const near = new Set([address]);
      for (const edge of edges) {
        const isNear = edge.dataset.from === address || edge.dataset.to === address;
        edge.classList.toggle("near", isNear);
        if (isNear) near.add(edge.dataset.from).add(edge.dataset.to);
      }
      picture.classList.add("lit");
      for (const node of nodes) node.classList.toggle("near", near.has(node.dataset.address));
    };
    const dark = () => picture.classList.remove("lit");
    for (const node of nodes) {
      node.addEventListener("mouseenter", () => light(node.dataset.address));
      node.addEventListener("mouseleave", dark);
      node.parentElement.addEventListener("focus", () => light(node.dataset.address));
      node.parentElement.addEventListener("blur", dark);
    }
  }

  // The stack that is being read

  if (typeof IntersectionObserver === "function") {
    const seen = new Set();
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) seen.add(target);
          else seen.delete(target);
        }
        const current = stacks.find(({ section }) => seen.has(section));
        for (const { entry } of stacks) entry?.classList.toggle("current", entry === current?.entry);
      },
      { rootMargin: "-120px 0px -50% 0px" },
    );
    for (const { section } of stacks) watcher.observe(section);
  }

  if (location.hash) reveal();
})();

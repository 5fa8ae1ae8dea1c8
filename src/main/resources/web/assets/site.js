// What pages can do better with a script; without one they are complete.

document.documentElement.classList.add("scripted");

const copied = document.createElement("p");
copied.className = "unseen";
copied.setAttribute("role", "status");
document.body.append(copied);

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
      copied.textContent = "Copied";
      const label = button.textContent;
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = label), 1500);
    } catch {
      field.focus(); // the browser does not allow it; the text is marked for the reader to copy
      field.select();
    }
  });
}

for (const input of document.querySelectorAll("input[type=file][data-into]")) {
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (file) {
      const field = document.getElementById(input.dataset.into);
      field.value = (await file.text()).slice(0, field.maxLength);
      field.focus();
    }
  });
}

// A slash goes to the search field, as readers are used to.
document.addEventListener("keydown", event => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const search = document.getElementById("q");
  if (event.key === "/" && !typing && search && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
  }
});

// Forms leave out the fields that are empty, so that addresses stay short.
for (const form of document.querySelectorAll("form:not([method=post])")) {
  form.addEventListener("formdata", event => {
    for (const [name, value] of [...event.formData]) {
      if (value === "") {
        event.formData.delete(name);
      }
    }
  });
}

const formulae = document.querySelectorAll(".tex");
if (formulae.length > 0) {
  const own = new URL(import.meta.url);
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("katex/katex.min.css", own);
  document.head.append(sheet);
  const script = document.createElement("script");
  script.src = new URL("katex/katex.min.js", own);
  script.addEventListener("load", () => {
    for (const formula of formulae) {
      const readable = formula.textContent;
      try {
        window.katex.render(formula.dataset.tex, formula, {
          trust: false,
          strict: "ignore",
          maxExpand: 200,
          maxSize: 10,
          errorColor: "currentColor", // its own red cannot be read on dark pages
        });
        formula.setAttribute("role", "math"); // a title that is a formula alone has to have a name
        formula.setAttribute("aria-label", readable);
      } catch {
        formula.textContent = readable; // it stays as it was
      }
    }
  });
  document.head.append(script);
}

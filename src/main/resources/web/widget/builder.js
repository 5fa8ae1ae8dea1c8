/** Copies, and renews the page as one chooses. The server renders it all; see builder.peb. */
const form = document.querySelector(".choices");
const result = () => document.querySelector("#result");
let request;
let timer;

/** Puts a button to copy with beside each text to copy. */
function addButtons() {
  for (const text of result().querySelectorAll("textarea")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-describedby", text.id);
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    button.onclick = async () => {
      text.select();
      try {
        await navigator.clipboard.writeText(text.value);
      } catch {
        document.execCommand("copy"); // where the page is not served securely
      }
      told.textContent = "Copied ";
      setTimeout(() => (told.textContent = ""), 2000);
    };
    const row = document.createElement("span");
    row.className = "copied";
    row.append(told, button);
    text.after(row);
  }
}

async function renew() {
  request?.abort();
  request = new AbortController();
  if (!form.checkValidity()) return;
  const address = "/widget?" + new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(address, { signal: request.signal });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    result().replaceWith(page.querySelector("#result"));
    history.replaceState(null, "", address);
    addButtons();
  } catch {
    // the button of the form asks again
  }
}

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(renew, 250);
});
addButtons();

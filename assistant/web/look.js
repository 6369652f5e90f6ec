// How the pages for staff look, as their reader chose it: large type; dark or light, which follow the system until then.
export const looks = ["large", "dark"];
// What switches a look says whether it is on; Gradio draws its links after this script has run.
const switches = (look) => [`a[href="#${look}"]`, `button#${look}`];
export const UNDRESSED = looks.flatMap(switches).map((one) => `${one}:not([aria-pressed])`).join(", ");
const dark = () => localStorage.getItem("dark");

export function dress() {
  document.documentElement.classList.toggle("large", localStorage.getItem("large") === "1");
  if (dark() !== null) {
    document.body.classList.toggle("dark", dark() === "1");
    document.body.classList.toggle("light", dark() === "0");
  }
  for (const look of looks) {
    for (const one of document.querySelectorAll(switches(look).join(", "))) {
      one.setAttribute("role", "button");
      one.setAttribute("aria-pressed", String(chosen(look)));
    }
  }
}

const system = (look) => look === "dark" && matchMedia("(prefers-color-scheme: dark)").matches ? "1" : "0";
const chosen = (look) => (localStorage.getItem(look) ?? system(look)) === "1";

// Whether the page wears what was chosen.
export const dressed = () => dark() === null || document.body.classList.contains("dark") === (dark() === "1");

export function change(look) {
  localStorage.setItem(look, chosen(look) ? "0" : "1");
  dress();
}

import { initAll } from "./vendor/nhsuk-frontend.min.js";
import "./vendor/htmx.esm.min.js";

initAll();

// Parts that arrive later have components too; those that were there already refuse to start twice.
document.addEventListener("htmx:after:swap", () => initAll({ onError: () => {} }));

// An open menu closes when attention goes elsewhere, and gives the keyboard back to its button.
const menus = () => document.querySelectorAll("details.pw-account[open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// Parts about passkeys show where the browser knows them; what goes wrong is said in the page and not in the console.
const known = "PublicKeyCredential" in window;

for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = !known;
for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = known;

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const place of document.querySelectorAll("[data-passkey-error]")) {
    place.textContent = "The passkey was not used. Try again, or choose another way.";
    place.hidden = false;
  }
});

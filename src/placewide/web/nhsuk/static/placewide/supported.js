// The components of NHS.UK frontend start only where the body says so; before it is drawn, or the page would jump.
document.body.classList.add("js-enabled")
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("nhsuk-frontend-supported")

// Asks a device for a passkey and sends what it says with the form of the page, which the server answers as any other form.
"use strict";

(() => {
  const isSupported = window.isSecureContext && "PublicKeyCredential" in window && "credentials" in navigator;

  const bytesOf = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };

  const textOf = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");

  const credentials = (known) => known.map((id) => ({ type: "public-key", id: bytesOf(id) }));

  const question = async (ceremony) => {
    const answer = await fetch("/second-factor/challenge", {
      method: "POST",
      body: new URLSearchParams({ ceremony }),
    });
    if (!answer.ok) throw new Error(`no challenge: ${answer.status}`);
    return answer.json();
  };

  const registered = async (asked) => {
    const { response } = await navigator.credentials.create({
      publicKey: {
        challenge: new TextEncoder().encode(asked.challenge),
        rp: { id: asked.host, name: "focalpoint" },
        user: { id: bytesOf(btoa(asked.person.id)), name: asked.person.name, displayName: asked.person.name },
        pubKeyCredParams: asked.algorithms.map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: credentials(asked.known),
        authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
        attestation: "none",
        timeout: asked.timeout,
      },
    });
    return { "client-data": response.clientDataJSON, attestation: response.attestationObject };
  };

  const confirmed = async (asked) => {
    const { rawId, response } = await navigator.credentials.get({
      publicKey: {
        challenge: new TextEncoder().encode(asked.challenge),
        rpId: asked.host,
        allowCredentials: credentials(asked.known),
        userVerification: "preferred",
        timeout: asked.timeout,
      },
    });
    return {
      credential: rawId,
      "client-data": response.clientDataJSON,
      "authenticator-data": response.authenticatorData,
      signature: response.signature,
    };
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("button");
    const state = form.querySelector("[role=status]");
    const say = (name) => {
      state.textContent = form.dataset[name] || "";
      state.hidden = !state.textContent;
    };
    if (!isSupported) {
      button.disabled = true;
      say("unsupported");
      continue;
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      say("waiting");
      try {
        const ceremony = form.dataset.passkey;
        const asked = await question(ceremony);
        const said = await (ceremony === "register" ? registered(asked) : confirmed(asked));
        for (const [name, bytes] of Object.entries(said)) form.elements[name].value = textOf(bytes);
        form.submit();
      } catch (error) {
        button.disabled = false;
        // The device says so itself where it is registered already.
        say(error.name === "InvalidStateError" ? "known" : "failed");
      }
    });
  }
})();

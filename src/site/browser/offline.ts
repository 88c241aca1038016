import {type Answer, isMessage, type UseNewVersion} from "../offline/messages.ts";
import {type Notice, notice} from "./notice.ts";
import {siteRoot} from "./site-root.ts";

/**
 * Lets a service worker keep the site for times without a connection, once the page has come to rest. It says so in the
 * footer, tells when a newer version is ready, and reloads when the reader wants it. Where there are no service workers
 * (an insecure origin, a file, the dev server), and for readers who save data, the site goes without.
 */
export async function keepOffline(): Promise<void> {
  const workers = navigator.serviceWorker;
  const {connection} = navigator as Navigator & {connection?: {saveData?: boolean}};
  if (!workers || !isSecureContext || connection?.saveData) return;
  workers.addEventListener("message", ({data, ports}) => {
    if (isMessage(data, "which-files")) ports[0]?.postMessage({files: runningFiles()} satisfies Answer);
  });
  workers.startMessages();
  try {
    const root = siteRoot();
    const registration = await workers.register(new URL("service-worker.js", root), {updateViaCache: "none"});
    followVersions(registration, workers);
    await workers.ready;
    sayAvailable();
  } catch {
    // Refused by the browser, by the host or by a broken download: nothing that the reader could do, and nothing lost.
  }
}

function runningFiles(): string[] {
  const module = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src;
  const style = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]')?.href;
  return [module, style].filter((url) => url !== undefined);
}

function followVersions(registration: ServiceWorkerRegistration, workers: ServiceWorkerContainer): void {
  let told: Notice | undefined;
  let asked = false;
  const tell = (use: () => void) => {
    told ??= notice("Newer version");
    told.show(
      "A newer version of the course is ready. Your work is kept.",
      [],
      [{text: "Reload", run: use}, {text: "Later"}],
    );
  };
  const look = () => {
    const {waiting} = registration;
    if (waiting && workers.controller)
      tell(() => {
        asked = true;
        waiting.postMessage({type: "use-new-version"} satisfies UseNewVersion);
      });
  };
  registration.addEventListener("updatefound", () => {
    const {installing} = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") look();
    });
  });
  look();
  let controlled = workers.controller !== null;
  workers.addEventListener("controllerchange", () => {
    if (asked) location.reload();
    // Another tab has asked for it; this one is the reader's still. The first service worker of all changes nothing.
    else if (controlled) tell(() => location.reload());
    controlled = true;
  });
}

/** In the footer, in a low voice. */
function sayAvailable(): void {
  const footer = document.querySelector(".site-footer p:last-of-type");
  if (!footer || footer.querySelector(".offline-state")) return;
  const state = document.createElement("span");
  state.className = "offline-state";
  state.textContent = "Available offline";
  const dot = document.createElement("span");
  dot.ariaHidden = "true";
  dot.textContent = " · ";
  footer.append(dot, state);
}

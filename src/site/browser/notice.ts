/** Something that a notice offers: a link, a button that does something, or (neither) a button that only closes it. */
export interface NoticeAction {
  text: string;
  href?: string;
  run?: () => void;
}

export interface Notice {
  /** Says it, in place of what it said before. What was closed stays closed until there is something new. */
  show(text: string, details: readonly string[], actions: readonly NoticeAction[]): void;
  close(): void;
}

/** A message over the page's lower edge, which moves nothing and takes no focus. Everything in it is text. */
export function notice(label: string): Notice {
  const box = document.createElement("section");
  box.className = "notice";
  box.ariaLabel = label;
  const message = document.createElement("div");
  message.className = "notice-message";
  message.role = "status";
  const buttons = document.createElement("p");
  buttons.className = "notice-actions";
  box.append(message, buttons);
  let said = "";

  return {
    show(text, details, actions) {
      const now = [text, ...details].join("\n");
      if (now === said) return;
      said = now;
      if (!box.isConnected) holder().append(box);
      const paragraph = document.createElement("p");
      paragraph.textContent = text;
      const list = document.createElement("ul");
      for (const each of details) list.appendChild(document.createElement("li")).textContent = each;
      message.replaceChildren(paragraph, ...(details.length > 0 ? [list] : []));
      buttons.replaceChildren(...actions.map((action) => button(action, box)));
    },
    close: () => box.remove(),
  };
}

function holder(): HTMLElement {
  const found = document.querySelector<HTMLElement>(".notices");
  if (found) return found;
  const made = document.createElement("div");
  made.className = "notices";
  document.body.append(made);
  return made;
}

function button({text, href, run}: NoticeAction, box: HTMLElement): HTMLElement {
  if (href !== undefined) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = text;
    return link;
  }
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", () => {
    if (run) run();
    else box.remove();
  });
  return made;
}

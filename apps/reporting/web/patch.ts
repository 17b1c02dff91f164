/**
 * Makes an element's content equal to another's and leaves alone what is equal already: what somebody has focused, pointed at or
 * scrolled stays theirs. Children are matched by id, else by their place. Calls `changed` for every element whose own text changed.
 */
export function patch(element: Element, wanted: Element, changed: (element: Element) => void): void {
  patchAttributes(element, wanted);
  const children = [...wanted.childNodes];
  children.forEach((child, index) => {
    const here = element.childNodes[index];
    const match = matching(element, child, here);
    if (!match) element.insertBefore(child.cloneNode(true), here ?? null);
    else {
      if (match !== here) element.insertBefore(match, here ?? null);
      patchNode(match, child, changed);
    }
  });
  while (element.childNodes.length > children.length) element.lastChild!.remove();
}

function patchNode(node: Node, wanted: Node, changed: (element: Element) => void): void {
  if (node instanceof Element && wanted instanceof Element) return patch(node, wanted, changed);
  if (node.nodeValue === wanted.nodeValue) return;
  node.nodeValue = wanted.nodeValue;
  if (node.parentElement) changed(node.parentElement);
}

/** What stands for `wanted` already: the child with its id, else the one in its place if it is of its kind and has no id. */
function matching(parent: Element, wanted: Node, here: Node | undefined): Node | undefined {
  if (wanted instanceof Element && wanted.id) {
    return [...parent.children].find(({ id, tagName }) => id === wanted.id && tagName === wanted.tagName);
  }
  const fits = here?.nodeName === wanted.nodeName && !(here instanceof Element && here.id);
  return fits ? here : undefined;
}

function patchAttributes(element: Element, wanted: Element): void {
  for (const { name } of [...element.attributes]) if (!wanted.hasAttribute(name)) element.removeAttribute(name);
  for (const { name, value } of wanted.attributes) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}

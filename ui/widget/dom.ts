// Elements, made from nodes: no text ever becomes mark-up.

type Tags = HTMLElementTagNameMap;
type Child = Node | string | false | null | undefined;
type Properties = Record<string, unknown>;

/** Makes an element, `tag.class.class`, with listeners, properties and attributes. */
export function h<K extends keyof Tags>(
  name: K | `${K}.${string}`,
  ...parts: (Child | Properties)[]
): Tags[K] {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag as K);
  if (classes[0]) element.className = classes.join(' ');
  for (const part of parts) {
    if (typeof part === 'string' || part instanceof Node) element.append(part);
    else if (part)
      for (const [key, value] of Object.entries(part)) {
        if (typeof value === 'function') element.addEventListener(key, value as EventListener);
        else if (key in element) Object.assign(element, { [key]: value });
        else element.setAttribute(key, `${value}`);
      }
  }
  return element;
}

/** A picture of strokes on a field of 24 by 24. */
export function icon(strokes: string): Element {
  const make = (name: string, attribute: string, value: string) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    element.setAttribute(attribute, value);
    return element;
  };
  const picture = make('svg', 'viewBox', '0 0 24 24');
  picture.append(make('path', 'd', strokes));
  return picture;
}

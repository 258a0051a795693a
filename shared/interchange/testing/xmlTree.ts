import { childOf, readXml, type XmlElement } from '../../xml/readXml';

/** For tests: XML as it is read. @throws XmlFault when it is no sound XML */
export const readXmlTree = (xml: string): XmlElement =>
  readXml(xml, { maxDepth: 100, maxElements: 1_000_000 });

/** All elements of a name below, in order. */
export function allOf(tree: XmlElement, name: string): XmlElement[] {
  return tree.children.flatMap((child) => [...(child.name === name ? [child] : []), ...allOf(child, name)]);
}

/** The element's own child of a name. @throws Error where there is none */
export function requireChild(tree: XmlElement, name: string): XmlElement {
  const found = childOf(tree, name);
  if (!found) throw new Error(`<${tree.name}> has no <${name}>`);
  return found;
}

export const numberOf = (tree: XmlElement, name: string): number => Number(requireChild(tree, name).text);

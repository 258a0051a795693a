import sax from 'sax';

/** For tests: XML as it is read. */
export interface XmlTree {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlTree[];
  text: string;
}

/** Strict. @throws Error when it is no sound XML */
export function readXmlTree(xml: string): XmlTree {
  const parser = sax.parser(true, { position: false });
  const top: XmlTree = { name: '', attributes: {}, children: [], text: '' };
  const path = [top];
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => {
    const tree = { name, attributes, children: [], text: '' };
    path.at(-1)?.children.push(tree);
    path.push(tree);
  };
  parser.onclosetag = () => void path.pop();
  parser.ontext = (text) => {
    (path.at(-1) as XmlTree).text += text;
  };
  parser.write(xml).close();
  return top.children[0] as XmlTree;
}

/** All elements of a name below, in order. */
export function allOf(tree: XmlTree, name: string): XmlTree[] {
  return tree.children.flatMap((child) => [...(child.name === name ? [child] : []), ...allOf(child, name)]);
}

/** The element's own child of a name. @throws Error where there is none */
export function childOf(tree: XmlTree, name: string): XmlTree {
  const found = tree.children.find((child) => child.name === name);
  if (!found) throw new Error(`<${tree.name}> has no <${name}>`);
  return found;
}

export const numberOf = (tree: XmlTree, name: string): number => Number(childOf(tree, name).text);

/**
 * A small builder for the SVG layers of the sample film.
 *
 * Only what librsvg and browsers rasterise fast and alike is used: paths, gradients, clips and
 * transforms; no filters, text, scripts or outside references. Soft edges come from gradients and
 * from stacked strokes of falling opacity.
 */

/** Mulberry32: a seeded source of numbers in [0, 1), so that a picture is the same at each build. */
export function createRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    pick: (items) => items[Math.floor(next() * items.length)],
  };
}

/** Rounds to one decimal: a tenth of a pixel is below what a frame shows and keeps the files small. */
export function r(value) {
  return Math.round(value * 10) / 10;
}

/** Linear interpolation between `a` and `b`; `t` is not clamped. */
export function mix(a, b, t) {
  return a + (b - a) * t;
}

function stopsToText(stops) {
  return stops
    .map(([offset, color, opacity]) => {
      const alpha = opacity === undefined ? '' : ` stop-opacity="${opacity}"`;
      return `<stop offset="${offset}" stop-color="${color}"${alpha}/>`;
    })
    .join('');
}

function attributes(values) {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
}

/**
 * A shape's `opacity` as opacity of its fill or stroke: the same picture, but librsvg needs no surface of its own for
 * each shape. Only for shapes that have a fill or a stroke, not both.
 */
function shapeAttributes({ opacity, ...values }) {
  if (opacity === undefined) return attributes(values);
  const side = values.stroke === undefined ? 'fill-opacity' : 'stroke-opacity';
  return attributes({ ...values, [side]: opacity });
}

/** One SVG picture under construction. All coordinates are user units of its view box. */
export class Picture {
  /** `detail` below 1 lets a soft picture be rasterised at that share of its view box. */
  constructor(width, height, title, detail = 1) {
    this.width = width;
    this.height = height;
    this.title = title;
    this.detail = detail;
    this.definitions = [];
    this.content = [];
    this.count = 0;
  }

  nextId(prefix) {
    this.count += 1;
    return `${prefix}${this.count}`;
  }

  /** Linear gradient along a line in user units; returns the paint to fill or stroke with. */
  linear(x1, y1, x2, y2, stops) {
    const id = this.nextId('l');
    this.definitions.push(
      `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" x1="${r(x1)}" y1="${r(y1)}" x2="${r(x2)}" y2="${r(y2)}">${stopsToText(stops)}</linearGradient>`,
    );
    return `url(#${id})`;
  }

  /** Radial gradient in user units, with an optional ratio of height to width. */
  radial(cx, cy, radius, stops, squash = 1) {
    const id = this.nextId('r');
    const shape =
      squash === 1
        ? `cx="${r(cx)}" cy="${r(cy)}" r="${r(radius)}"`
        : `cx="0" cy="0" r="${r(radius)}" gradientTransform="matrix(1 0 0 ${squash} ${r(cx)} ${r(cy)})"`;
    this.definitions.push(
      `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" ${shape}>${stopsToText(stops)}</radialGradient>`,
    );
    return `url(#${id})`;
  }

  /** Radial gradient that fits itself to whatever it fills. */
  radialOfBox(stops) {
    const id = this.nextId('b');
    this.definitions.push(`<radialGradient id="${id}">${stopsToText(stops)}</radialGradient>`);
    return `url(#${id})`;
  }

  /** A clip made of one path; returns the id to hand to `clipped`. */
  clip(d) {
    const id = this.nextId('c');
    this.definitions.push(`<clipPath id="${id}"><path d="${d}"/></clipPath>`);
    return id;
  }

  raw(text) {
    this.content.push(text);
    return this;
  }

  path(d, fill, more = {}) {
    return this.raw(`<path d="${d}"${shapeAttributes({ fill, ...more })}/>`);
  }

  line(d, stroke, width, more = {}) {
    return this.raw(
      `<path d="${d}"${shapeAttributes({ fill: 'none', stroke, 'stroke-width': width, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', ...more })}/>`,
    );
  }

  rect(x, y, width, height, fill, more = {}) {
    return this.raw(
      `<rect x="${r(x)}" y="${r(y)}" width="${r(width)}" height="${r(height)}"${shapeAttributes({ fill, ...more })}/>`,
    );
  }

  circle(cx, cy, radius, fill, more = {}) {
    return this.raw(
      `<circle cx="${r(cx)}" cy="${r(cy)}" r="${r(radius)}"${shapeAttributes({ fill, ...more })}/>`,
    );
  }

  ellipse(cx, cy, rx, ry, fill, more = {}) {
    return this.raw(
      `<ellipse cx="${r(cx)}" cy="${r(cy)}" rx="${r(rx)}" ry="${r(ry)}"${shapeAttributes({ fill, ...more })}/>`,
    );
  }

  /** Draws what `paint` adds inside a group with the given attributes. */
  group(values, paint) {
    this.raw(`<g${attributes(values)}>`);
    paint();
    return this.raw('</g>');
  }

  /** Draws what `paint` adds inside the outline `d` only. */
  clipped(d, paint) {
    return this.group({ 'clip-path': `url(#${this.clip(d)})` }, paint);
  }

  /**
   * A body with light on one side: the outline filled, then inner strokes of falling width in the
   * paint of each light, so that the edge glows inward and nothing spills outside.
   * @param lights list of {paint, width, strength}; `width` in user units, inward.
   */
  solid(d, fill, lights = [], inside = undefined) {
    this.path(d, fill);
    if (lights.length === 0 && inside === undefined) return this;
    return this.clipped(d, () => {
      inside?.();
      for (const { paint, width, strength = 1 } of lights) {
        for (const [share, opacity] of [
          [2, 0.16],
          [1.3, 0.2],
          [0.7, 0.34],
          [0.3, 0.8],
        ]) {
          this.line(d, paint, r(width * share), { 'stroke-opacity': r(opacity * strength * 100) / 100 });
        }
      }
    });
  }

  /** A glow: a disc of light that fades to nothing. */
  glow(cx, cy, radius, color, opacity = 1, squash = 1) {
    const paint = this.radial(
      cx,
      cy,
      radius,
      [
        [0, color, r(opacity * 100) / 100],
        [0.18, color, r(opacity * 62) / 100],
        [0.42, color, r(opacity * 24) / 100],
        [0.7, color, r(opacity * 6) / 100],
        [1, color, 0],
      ],
      squash,
    );
    return this.ellipse(cx, cy, radius, radius * squash, paint);
  }

  toString() {
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${r(this.width * this.detail)}" height="${r(this.height * this.detail)}" viewBox="0 0 ${this.width} ${this.height}">`,
      `<title>${this.title}</title>`,
      `<defs>${this.definitions.join('\n')}</defs>`,
      this.content.join('\n'),
      '</svg>\n',
    ].join('\n');
  }
}

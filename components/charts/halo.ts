/** Classes that keep a text legible where a line of the axis runs through it. */
export const HALO = 'stroke-panel stroke-[3px] [paint-order:stroke]';

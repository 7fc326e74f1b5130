import {
  WHOLE,
  fitCamera,
  panCamera,
  resizeCamera,
  zoomCamera,
  zoomOf,
  type MapCamera,
  type MapSquare,
} from './map-camera.ts';
import { toWord, type Rgb } from './map-colours.ts';
import type { Spot } from './map-pointer.ts';
import { PointIndex } from './point-index.ts';
import { PointRaster, type DrawList } from './point-raster.ts';

/** What is drawn over the points. */
export interface Overlay {
  /** Place of the sample looked at, and of the one pointed at; −1 for none. */
  selected: number;
  hovered: number;
  /** A lasso or box: x, y, x, y … in CSS pixels. */
  outline: readonly number[] | null;
  /** Whether the middle is marked, where the keyboard picks. */
  middle: boolean;
}

/** Colours in the theme. */
export interface SurfaceColours {
  background: Rgb;
  text: string;
  accent: string;
}

/** A pointer this near to a dot means it, CSS pixels. */
const REACH = 9;

/** How long samples take to their new places. */
const MOTION_MS = 450;

/** Shows points on two canvases, the dots below and what marks them above, at the screen's own resolution. */
export class MapSurface {
  /** What is shown at the moment, in CSS pixels; replaced when it moves. */
  camera: MapCamera = fitCamera(1, 1);
  private width = 1;
  private height = 1;
  /** What is shown until somebody moves or zooms. */
  private home: MapSquare = WHOLE;
  private moved = false;
  private raster: PointRaster | null = null;
  private points: Float32Array = new Float32Array(0);
  private index: PointIndex | null = null;
  private motion: { from: Float32Array; since: number } | null = null;

  constructor(
    private readonly dots: HTMLCanvasElement,
    private readonly marks: HTMLCanvasElement,
  ) {}

  /** Shows other points, n×2 within −1 … 1. The camera stays; samples move from their old places, so that they can be followed. */
  setPoints(points: Float32Array): void {
    if (points === this.points) return;
    const still = this.points.length !== points.length || matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.motion = still ? null : { from: this.shown(), since: performance.now() };
    this.points = points;
    this.index = null;
  }

  /** What is shown until somebody moves or zooms; from then on the camera stays where it was put. */
  setHome(home: MapSquare): void {
    if (home === this.home) return;
    this.home = home;
    if (!this.moved && this.width > 1) this.camera = fitCamera(this.width, this.height, home);
  }

  /** Where the points are at this moment. */
  private shown(): Float32Array {
    if (!this.motion) return this.points;
    const { from, since } = this.motion;
    const time = (performance.now() - since) / MOTION_MS;
    if (time >= 1) {
      this.motion = null;
      return this.points;
    }
    const share = time * time * (3 - 2 * time);
    return this.points.map((to, at) => from[at] + (to - from[at]) * share);
  }

  /** Takes the size that the canvases have in the page, CSS pixels; what is in the middle stays there. */
  resize(width: number, height: number): void {
    if (width === 0 || height === 0) return;
    this.camera =
      this.width === 1
        ? fitCamera(width, height, this.home)
        : resizeCamera(this.camera, { width: this.width, height: this.height }, { width, height });
    this.width = width;
    this.height = height;
  }

  pan(dx: number, dy: number): void {
    this.moved = true;
    this.camera = panCamera(this.camera, dx, dy, this.width, this.height);
  }

  /** Zooms about a spot, or about the middle. */
  zoom(factor: number, at: Spot = this.middle): void {
    this.moved = true;
    this.camera = zoomCamera(this.camera, factor, at.x, at.y, this.width, this.height);
  }

  /** Shows all of the map; where that is shown already, what is shown first. */
  fit(): void {
    const all = fitCamera(this.width, this.height);
    const shown = this.camera.scale === all.scale && this.camera.left === all.left && this.camera.top === all.top;
    this.moved = !shown;
    this.camera = shown ? fitCamera(this.width, this.height, this.home) : all;
  }

  get middle(): Spot {
    return { x: this.width / 2, y: this.height / 2 };
  }

  /** The place of the dot at a spot, or −1. @param reach CSS pixels */
  placeAt({ x, y }: Spot, live: Uint8Array, reach = REACH): number {
    const { scale, left, top } = this.camera;
    return this.lookup().nearest((x - left) / scale, (top - y) / scale, reach / scale, (place) => live[place] === 1);
  }

  /** The places inside a line of spots. */
  placesInside(line: readonly number[], live: Uint8Array): number[] {
    const { scale, left, top } = this.camera;
    const corners = line.map((value, at) => (at % 2 === 0 ? (value - left) / scale : (top - value) / scale));
    return this.lookup()
      .inside(corners)
      .filter((place) => live[place] === 1);
  }

  /** Where a place is shown, CSS pixels. */
  spotOf(place: number): Spot {
    const { scale, left, top } = this.camera;
    return { x: this.points[place * 2] * scale + left, y: top - this.points[place * 2 + 1] * scale };
  }

  /** Draws everything anew. @returns whether samples are still moving: another frame is wanted then */
  draw(list: DrawList, overlay: Overlay, colours: SurfaceColours): boolean {
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(this.width * ratio), Math.round(this.height * ratio)];
    for (const canvas of [this.dots, this.marks]) {
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    }
    if (this.raster?.width !== width || this.raster.height !== height) this.raster = new PointRaster(width, height);
    const { scale, left, top } = this.camera;
    const camera = { scale: scale * ratio, left: left * ratio, top: top * ratio };
    this.raster.draw(this.shown(), list, camera, this.dotWidth() * ratio, toWord(colours.background));
    this.dots.getContext('2d', { alpha: false })!.putImageData(this.raster.image, 0, 0);
    this.drawMarks(overlay, colours, ratio);
    return this.motion !== null;
  }

  /** Larger where there is room, and with the zoom, but never so that dots hide each other more than before. */
  private dotWidth(): number {
    const room = Math.sqrt((this.width * this.height) / Math.max(1, this.points.length / 2));
    const zoom = zoomOf(this.camera, this.width, this.height);
    return Math.min(11, Math.max(2, Math.min(5, 0.6 * room)) * Math.max(1, zoom) ** 0.35);
  }

  private drawMarks({ selected, hovered, outline, middle }: Overlay, colours: SurfaceColours, ratio: number): void {
    const context = this.marks.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    if (hovered >= 0) this.ring(context, hovered, colours.text, 6, 1.5);
    if (selected >= 0) this.ring(context, selected, colours.accent, 9, 3);
    if (middle) {
      const { x, y } = this.middle;
      context.strokeStyle = colours.text;
      context.lineWidth = 1;
      context.beginPath();
      for (const [dx, dy] of [
        [1, 0],
        [0, 1],
      ]) {
        context.moveTo(x - 7 * dx, y - 7 * dy);
        context.lineTo(x + 7 * dx, y + 7 * dy);
      }
      context.stroke();
    }
    if (outline) {
      context.beginPath();
      for (let at = 0; at < outline.length; at += 2) context.lineTo(outline[at], outline[at + 1]);
      context.closePath();
      context.globalAlpha = 0.12;
      context.fillStyle = colours.accent;
      context.fill();
      context.globalAlpha = 1;
      context.strokeStyle = colours.accent;
      context.lineWidth = 1.5;
      context.stroke();
    }
  }

  private ring(context: CanvasRenderingContext2D, place: number, colour: string, radius: number, line: number): void {
    const { x, y } = this.spotOf(place);
    const around = radius + this.dotWidth() / 2;
    context.beginPath();
    context.arc(x, y, around, 0, 2 * Math.PI);
    context.lineWidth = line;
    context.strokeStyle = colour;
    context.stroke();
  }

  private lookup(): PointIndex {
    this.index ??= new PointIndex(this.points);
    return this.index;
  }
}

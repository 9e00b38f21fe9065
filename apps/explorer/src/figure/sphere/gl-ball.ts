/** @file A ball drawn by three.js: lit, with what is behind fading into the background. Loaded late; 130 kB zipped. */
import {
  AmbientLight,
  Color,
  CylinderGeometry,
  DirectionalLight,
  Fog,
  Group,
  InstancedMesh,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  MeshStandardMaterial,
  OrthographicCamera,
  Quaternion,
  Scene,
  SphereGeometry,
  Vector3,
  WebGLRenderer,
} from 'three';
import type { View } from '@tegum/figures/live';
import { pointRadius, type Ball } from './ball.js';

export interface BallColours {
  readonly background: string;
  readonly ink: string;
}

const EDGE_RADIUS = 0.011;
const UP = new Vector3(0, 1, 0);

export class GlBall {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new OrthographicCamera(-1.12, 1.12, 1.12, -1.12, 0.1, 10);
  private readonly group = new Group();
  private disposables: { dispose(): void }[] = [];

  /** @throws {Error} if the graphics card refuses. */
  constructor(canvas: HTMLCanvasElement, context: WebGL2RenderingContext) {
    this.renderer = new WebGLRenderer({ canvas, context });
    this.camera.position.z = 3;
    const sun = new DirectionalLight(0xffffff, 2.2);
    sun.position.set(-1.5, 2, 3);
    this.scene.add(new AmbientLight(0xffffff, 1.6), sun, this.group);
  }

  show({ points, edges, colours }: Ball, { background, ink }: BallColours): void {
    this.clear();
    // The front of the sphere is at a distance of 2, its back at 4.
    this.scene.fog = new Fog(background, 2.1, 4.6);
    const ball = this.keep(new SphereGeometry(0.995, 48, 32));
    const skin = this.keep(new MeshBasicMaterial({ color: ink, transparent: true, opacity: 0.035, depthWrite: false, fog: false }));
    this.group.add(new Mesh(ball, skin));

    const dots = this.instances(new SphereGeometry(pointRadius(points.length), 24, 16), new MeshStandardMaterial({ roughness: 0.55 }), points.length);
    points.forEach(([x, y, z], index) => {
      dots.setMatrixAt(index, new Matrix4().makeTranslation(x, y, z));
      dots.setColorAt(index, new Color(colours[index]));
    });
    const rods = this.instances(new CylinderGeometry(EDGE_RADIUS, EDGE_RADIUS, 1, 8, 1, true), new MeshStandardMaterial({ color: ink, roughness: 0.8 }), edges.length);
    edges.forEach(([i, j], index) => {
      const from = new Vector3(...points[i]!);
      const along = new Vector3(...points[j]!).sub(from);
      const length = along.length();
      const middle = from.addScaledVector(along, 0.5);
      const turn = new Quaternion().setFromUnitVectors(UP, along.clone().normalize());
      rods.setMatrixAt(index, new Matrix4().compose(middle, turn, new Vector3(1, length, 1)));
    });
  }

  /** @param side - In CSS pixels. */
  draw([right, up, eye]: View, side: number, density: number): void {
    this.renderer.setPixelRatio(density);
    this.renderer.setSize(side, side, false);
    this.group.matrixAutoUpdate = false;
    this.group.matrix.set(...right, 0, ...up, 0, ...eye, 0, 0, 0, 0, 1);
    this.renderer.render(this.scene, this.camera);
  }

  dispose(): void {
    this.clear();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  private clear(): void {
    this.group.clear();
    for (const each of this.disposables) each.dispose();
    this.disposables = [];
  }

  private instances(geometry: SphereGeometry | CylinderGeometry, material: MeshStandardMaterial, count: number): InstancedMesh {
    const mesh = this.keep(new InstancedMesh(this.keep(geometry), this.keep(material), count));
    mesh.frustumCulled = false;
    this.group.add(mesh);
    return mesh;
  }

  private keep<Kept extends { dispose(): void }>(kept: Kept): Kept {
    this.disposables.push(kept);
    return kept;
  }
}

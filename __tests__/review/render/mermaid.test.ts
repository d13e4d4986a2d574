import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Graph } from "../../../review/model";
import { mermaid } from "../../../review/render/mermaid";
import { fullReview, review } from "../../support/sample-review";

const drawn = (graph: Graph) => mermaid(review("a", { graph }));
const nodes = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    address: `aws_sqs_queue.jobs_${index}`,
    type: "aws_sqs_queue",
    group: "create" as const,
    changes: 1,
  }));

describe("the Mermaid diagram", () => {
  it("draws changed resources, their neighbours and what refers to what", () => {
    const graph: Graph = {
      nodes: [
        { address: "aws_lb.edge", type: "aws_lb", changes: 0 },
        { address: "aws_subnet.public", type: "aws_subnet", group: "replace", changes: 3 },
      ],
      edges: [{ from: "aws_lb.edge", to: "aws_subnet.public" }],
    };
    expect(drawn(graph)).toBe(`flowchart LR
  n0["aws_lb.edge"]
  n1["replace aws_subnet.public #215;3"]:::replace
  n0 --> n1
  classDef replace fill:#a40e6c,stroke:#a40e6c,color:#ffffff
`);
  });

  it("is the same each time", () => {
    expect(mermaid(fullReview())).toBe(mermaid(JSON.parse(JSON.stringify(fullReview()))));
  });

  it("is left out when nothing changes", () => {
    expect(
      drawn({ nodes: [{ address: "aws_lb.edge", type: "aws_lb", changes: 0 }], edges: [] }),
    ).toBeUndefined();
  });

  it("refuses to draw what nobody could read", () => {
    const edges = Array.from({ length: 201 }, (_, index) => ({
      from: `aws_sqs_queue.jobs_${index % 20}`,
      to: `aws_sqs_queue.jobs_${(index * 7) % 20}`,
    }));
    expect(drawn({ nodes: nodes(60), edges: [] })).toBeDefined();
    expect(drawn({ nodes: nodes(61), edges: [] })).toBeUndefined();
    expect(drawn({ nodes: nodes(20), edges })).toBeUndefined();
    expect(drawn({ nodes: nodes(20), edges: edges.slice(0, 200) })).toBeDefined();
  });

  it("holds nothing but what it draws, and at most 10 kB, for any address", () => {
    const address = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.constantFrom('a"]; click n0 "javascript:x"', "```\n%%{init: {}}%%", "<img src=x>", "end", "@all"),
    );
    fc.assert(
      fc.property(fc.uniqueArray(address, { minLength: 1, maxLength: 60 }), (addresses) => {
        const graph = {
          nodes: addresses.map((one) => ({ address: one, type: "t", group: "update" as const, changes: 1 })),
          edges: addresses.map((one) => ({ from: one, to: addresses[0] ?? "" })),
        };
        const text = drawn(graph) ?? "";
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(10_000);
        for (const line of text.split("\n")) {
          expect(line).toMatch(
            /^$|^flowchart LR$|^ {2}n\d+\["[\w./ #;-]+"\]:::update$|^ {2}n\d+ --> n\d+$|^ {2}classDef /,
          );
        }
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { awsCron, parseCron } from "../../../modules/scaling";

function converted(text: string) {
  const parsed = parseCron(text);
  return parsed.ok ? awsCron(parsed.value) : parsed;
}

describe("a recurrence with six fields", () => {
  it.each([
    ["0 8 * * 1-5", "cron(0 8 ? * MON,TUE,WED,THU,FRI *)"],
    ["0 8 * * *", "cron(0 8 * * ? *)"],
    ["*/30 9-17 1,15 jan-mar *", "cron(0,30 9-17 1,15 1-3 ? *)"],
    ["5 4 * * 7", "cron(5 4 ? * SUN *)"],
    ["5 4 * * sun,sat", "cron(5 4 ? * SUN,SAT *)"],
  ])("of %s is %s", (text, expected) => {
    expect(converted(text)).toEqual({ ok: true, value: expected });
  });

  it("refuses days of the month together with days of the week", () => {
    expect(converted("0 8 1 * 1")).toMatchObject({
      ok: false,
      message: expect.stringMatching(/cannot combine/),
    });
  });

  it("leaves exactly one of the two days open, whatever is written", () => {
    const field = (min: number, max: number) =>
      fc.constantFrom("*", ...Array.from({ length: 3 }, (_, i) => String(min + i)), String(max));
    const days = fc.oneof(fc.tuple(field(1, 31), fc.constant("*")), fc.tuple(fc.constant("*"), field(0, 6)));
    fc.assert(
      fc.property(field(0, 59), field(0, 23), field(1, 12), days, (minute, hour, month, [day, weekday]) => {
        const result = converted(`${minute} ${hour} ${day} ${month} ${weekday}`);
        expect(result.ok && result.value.split("?")).toHaveLength(2);
        expect(result.ok && result.value.split(" ")).toHaveLength(6);
      }),
    );
  });
});

/**
 * Knowledge distillation: a student learns the distribution of a teacher (Hinton, Vinyals & Dean, Distilling the
 * Knowledge in a Neural Network, 2015).
 */
import { asNumbers, requireLength, requireNumbers, requirePositive } from "../check";
import { requireOptions } from "../check-options";
import { byRows } from "./by-rows";
import { requireLogits } from "./check-logits";
import { divisorOf, type Loss, reduced, scaleOf } from "./reduction";
import { checkTable, type LossOptions } from "./table";

/**
 * Knowledge distillation: τ²·KL(softmax(teacher/τ) ‖ softmax(student/τ)), row by row; never negative.
 * Unlike cross-entropy it is 0 where the student equals the teacher, whatever the teacher's entropy.
 *
 * "mean" divides by all entries, as PyTorch's KLDivLoss; "batchmean" (the default) by the rows.
 *
 * @param student rows × classes
 * @param teacher rows × classes
 * @param options.temperature τ, 1 by default
 * @param options.grad receives the gradient with respect to the student
 * @throws RangeError for lengths that do not fit, a logit that is NaN or Infinity, a row whose logits are
 *   all −Infinity
 *
 * @example
 * distillationLoss([1, 2, 3], [1, 2, 3], { classes: 3, temperature: 2 }).value; // 0
 */
export function distillationLoss(
  student: ArrayLike<number>,
  teacher: ArrayLike<number>,
  options: LossOptions & { temperature?: number },
): Loss {
  const fn = "distillationLoss";
  requireOptions(fn, options, ["classes", "reduction", "grad", "temperature"]);
  const table = { ...options, reduction: options?.reduction ?? "batchmean" };
  const { rows, classes, reduction, grad } = checkTable(fn, "student", student, table);
  requireNumbers(fn, "teacher", teacher, 0);
  requireLength(fn, "teacher", teacher, student.length, "student.length");
  const { temperature = 1 } = options;
  requirePositive(fn, "temperature", temperature);
  const x = asNumbers(fn, "student", student);
  const y = asNumbers(fn, "teacher", teacher);
  const divisor = divisorOf(reduction, rows * classes, rows);

  const losses = byRows({
    given: {
      fn,
      weights: [
        ["student", x, () => requireLogits(fn, "student", x, classes)],
        ["teacher", y, () => requireLogits(fn, "teacher", y, classes)],
      ],
    },
    rows,
    inputs: [
      { values: x, per: classes },
      { values: y, per: classes },
    ],
    grad,
    run: (kernels, [student, teacher], _constants, count, losses, gradient) =>
      kernels.distillationLoss(
        student,
        teacher,
        count,
        classes,
        temperature,
        scaleOf(divisor),
        losses,
        gradient,
      ),
  });
  return reduced(losses, reduction, divisor);
}

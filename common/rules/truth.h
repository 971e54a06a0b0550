// Three-valued truth (Kleene): facts are often missing, and a missing fact is
// neither a yes nor a no.
#ifndef SANGAM_COMMON_RULES_TRUTH_H_
#define SANGAM_COMMON_RULES_TRUTH_H_

namespace sangam {

// The order is that of the tables: AND is the least, OR the greatest.
enum class Truth { kFalse = 0, kUnknown = 1, kTrue = 2 };

constexpr Truth ToTruth(bool holds) {
  return holds ? Truth::kTrue : Truth::kFalse;
}
constexpr Truth Not(Truth a) {
  return static_cast<Truth>(2 - static_cast<int>(a));
}
constexpr Truth And(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth Or(Truth a, Truth b) { return a < b ? b : a; }

}  // namespace sangam

#endif  // SANGAM_COMMON_RULES_TRUTH_H_

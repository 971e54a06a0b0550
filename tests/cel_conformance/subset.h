// Which of CEL's cases lie within the eligibility language.
//
// Decided from the case alone (its tree, types, bindings and what cel-go says
// of it), never by what our compiler accepts.
#ifndef SANGAM_TESTS_CEL_CONFORMANCE_SUBSET_H_
#define SANGAM_TESTS_CEL_CONFORMANCE_SUBSET_H_

#include <string>

#include "tests/cel_conformance/cel_case.h"
#include "tests/cel_conformance/debug_tree.h"

namespace sangam::cel_conformance {

// What our language must make of a case.
enum class Expectation {
  kNothing,  // outside the language; `reason` says why
  kValue,    // this value
  kError,    // an evaluation error, or refused for one that is plain to see
  kType,     // compiles, with this type; the case states no value
  kParses,   // right syntax, but refused for a name that nobody declares
  kRefused   // does not compile: cel-go's parser or checker refuses it too
};

// Where a case belongs.
struct Classification {
  Expectation expectation = Expectation::kNothing;
  // Of a case outside: a whole type or construct that the language has not, or
  // one of the reasons below.
  std::string reason;
};

// Reasons that are no type or construct: the page names each case.
inline constexpr char kUncheckedReason[] =
    "refused by CEL's own checker; the case evaluates it unchecked";
inline constexpr char kContainerReason[] =
    "names looked up in a container (namespace)";
inline constexpr char kUndeclaredReason[] =
    "refused by CEL's checker for the type of a variable that the case does "
    "not "
    "declare";
inline constexpr char kLimitReason[] =
    "refused for a limit of cel-go's parser, not of CEL";
inline constexpr char kBindingReason[] =
    "a variable that is bound to another type than it is declared with";

// `parts` are those of the case's checked tree, else of its tree.
Classification Classify(const CelCase& cel_case, const TreeParts& parts);

}  // namespace sangam::cel_conformance

#endif  // SANGAM_TESTS_CEL_CONFORMANCE_SUBSET_H_

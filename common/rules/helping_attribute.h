// Whether more of an attribute helps a rule to hold.
#ifndef SANGAM_COMMON_RULES_HELPING_ATTRIBUTE_H_
#define SANGAM_COMMON_RULES_HELPING_ATTRIBUTE_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/rule.h"
#include "common/rules/typed_node.h"

namespace sangam::rules {

// One attribute, followed through what is derived from it: the dictionary's
// derivations, and the shares of members (see subject_view.h). Reads how a rule
// is written and no subject:
//
// - A number helps where it is bounded from below: `a > 3`, `a >= 3`, `a != 0`
//   (counts and shares are not negative), and in a sum, a difference, a product
//   or a quotient that is, on the side where it adds.
// - A truth helps where it is wanted: `a`, `a == true`.
// - Texts, lists and places help where a value of theirs is named: `a == "X"`,
//   `a in [...]`, `"X" in a`, `place.within(...)`.
// - A negation turns all of it round; `has(a)` says nothing of more or less.
//
// One such test is enough, wherever it stands: `a >= 5 && a < 100` is helped,
// and so is `a >= 5 || b`. `a == 0` and `a < 100` alone are not. Immutable;
// safe to use from several threads.
class HelpingAttribute {
 public:
  // `name` may be one that the attribute had before; one that `dictionary`
  // lacks helps nothing. The dictionary is read here only.
  HelpingAttribute(absl::string_view name,
                   const AttributeDictionary& dictionary);

  // The present name.
  const std::string& name() const { return name_; }

  bool Helps(const Rule& rule) const;

 private:
  // How an attribute may answer to more of this one.
  struct Motion {
    bool up = false;
    bool down = false;
  };

  void FollowShares();
  void FollowDerivations(const AttributeDictionary& dictionary);
  // Whether more of the attribute may make the node more (`up`: larger, true,
  // holding what is named) or less.
  bool Moves(const TypedNode& node, bool up) const;
  bool MovesAny(const TypedNode& node, bool up) const;
  bool MovesComparison(const TypedNode& node, bool up) const;
  bool MovesEquality(const TypedNode& side, const Datum& literal,
                     bool same) const;
  bool MovesArithmetic(const TypedNode& node, bool up) const;
  bool MovesConditional(const TypedNode& node, bool up) const;
  bool MovesAttribute(const TypedNode& node, bool up) const;

  std::string name_;
  // By name: the attribute and what is derived from it.
  absl::flat_hash_map<std::string, Motion> motions_;
};

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_HELPING_ATTRIBUTE_H_

#include "common/rules/meaning.h"

#include "absl/strings/str_cat.h"
#include "common/rules/test_wording.h"

namespace sangam::rules {
namespace {

using Op = TypedNode::Op;

class Reader {
 public:
  Reader(const ReferenceData& reference, const Phrases& phrases,
         std::vector<std::string>* lines)
      : phrases_(phrases), wording_(phrases, reference), lines_(*lines) {}

  void Read(const TypedNode& node, bool negated, int level) {
    switch (node.op) {
      case Op::kLiteral:
        if (node.type.kind != ValueKind::kTruth || node.type.is_list) break;
        return Line(level, absl::get<bool>(node.literal) != negated
                               ? phrases_.Say("always", "हमेशा")
                               : phrases_.Say("never", "कभी नहीं"));
      case Op::kNot:
        return Read(node.children[0], !negated, level);
      case Op::kAnd:
      case Op::kOr: {
        // By De Morgan, none of both is each of the opposites.
        const bool all = (node.op == Op::kAnd) != negated;
        return Group(node, negated, level,
                     all ? phrases_.Say("all of:", "ये सभी:")
                         : phrases_.Say("any of:", "इनमें से कोई एक:"));
      }
      case Op::kConditional:
        if (node.type.kind == ValueKind::kTruth) {
          return Choice(node, negated, level, true);
        }
        return Choice(node, false, level, false);
      default:
        break;
    }
    if (node.type.kind == ValueKind::kTruth && !node.type.is_list) {
      return Line(level, wording_.OfCondition(node, negated));
    }
    Line(level, wording_.OfValue(node));
  }

 private:
  void Line(int level, absl::string_view words) {
    lines_.push_back(absl::StrCat(std::string(2 * level, ' '), words));
  }

  void Group(const TypedNode& node, bool negated, int level,
             absl::string_view heading) {
    Line(level, heading);
    for (const TypedNode& child : node.children) {
      Read(child, negated, level + 1);
    }
  }

  void Choice(const TypedNode& node, bool negated, int level, bool condition) {
    Line(level, phrases_.Say("if:", "यदि:"));
    Read(node.children[0], false, level + 1);
    Line(level, condition ? phrases_.Say("then:", "तो:")
                          : phrases_.Say("then it is:", "तो यह है:"));
    Read(node.children[1], negated, level + 1);
    Line(level, phrases_.Say("else:", "नहीं तो:"));
    Read(node.children[2], negated, level + 1);
  }

  const Phrases& phrases_;
  TestWording wording_;
  std::vector<std::string>& lines_;
};

}  // namespace

std::vector<std::string> Meaning(const Rule& rule,
                                 const ReferenceData& reference,
                                 const Phrases& phrases) {
  std::vector<std::string> lines;
  Reader(reference, phrases, &lines).Read(rule.typed_root(), false, 0);
  return lines;
}

std::vector<std::string> Meaning(const ValueRule& rule,
                                 const ReferenceData& reference,
                                 const Phrases& phrases) {
  std::vector<std::string> lines;
  Reader(reference, phrases, &lines).Read(rule.root(), false, 0);
  return lines;
}

}  // namespace sangam::rules

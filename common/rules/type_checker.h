// Resolves names and checks types, once for each compilation.
#ifndef SANGAM_COMMON_RULES_TYPE_CHECKER_H_
#define SANGAM_COMMON_RULES_TYPE_CHECKER_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/rules/attribute_dictionary.h"
#include "common/rules/expression.h"
#include "common/rules/expression_error.h"
#include "common/rules/typed_node.h"

namespace sangam::rules {

// Goes through the tree once and gathers faults; after a fault it goes on with
// a node that suits every place, so that one call reports them all. Not
// thread-safe; the dictionary must outlive it and its results.
class TypeChecker {
 public:
  explicit TypeChecker(const AttributeDictionary& dictionary)
      : dictionary_(dictionary) {}

  // A condition, which is true or false.
  TypedNode Condition(const Expression& node);
  // What a whole expression gives: of any type that a value has.
  TypedNode Result(const Expression& node);

  // At most ten.
  const std::vector<ExpressionFault>& faults() const { return faults_; }

 private:
  struct Variable {
    std::string name;
    StaticType type;
    type::v1::AttributeUnit unit = type::v1::ATTRIBUTE_UNIT_UNSPECIFIED;
  };
  // What a name stands for: an attribute, or a variable without one.
  struct Resolved {
    const AttributeInfo* attribute = nullptr;
    int slot = TypedNode::kSubject;
    bool found = false;
  };

  // A part of an expression, of any type.
  TypedNode Value(const Expression& node);

  void Fault(const Expression& node, std::string message);
  void Fault(const TypedNode& node, std::string message);
  // A node that means nothing, in place of one with a fault.
  static TypedNode Broken(const Expression& node);
  static TypedNode NewNode(TypedNode::Op op, StaticType type,
                           const Expression& node);
  // The node, or the literal that it comes to whatever the subject is.
  static TypedNode Folded(TypedNode node);

  // Faults unless the node can be of this type.
  bool Expect(const TypedNode& node, StaticType wanted);
  std::string Described(const TypedNode& node) const;

  Resolved Resolve(absl::string_view name) const;
  void UnknownName(const Expression& node);
  TypedNode Name(const Expression& node);
  TypedNode ListNode(const Expression& node);
  TypedNode Logic(TypedNode::Op op, const Expression& node);
  TypedNode Negate(const Expression& node);
  TypedNode Conditional(const Expression& node);
  TypedNode CompareNode(const Expression& node);
  TypedNode InNode(const Expression& node);
  TypedNode ArithmeticNode(const Expression& node);
  // Texts that an attribute on the other side can't be.
  void CheckAllowed(const TypedNode& attribute, const TypedNode& constant);
  void CheckAllowedText(const TypedNode& constant, const AttributeInfo& info,
                        const std::string& text);

  TypedNode Call(const Expression& call);
  TypedNode HasCall(const Expression& call);
  TypedNode DateCall(const Expression& call);
  TypedNode RupeesCall(const Expression& call);
  TypedNode SizeOf(const Expression& call, const Expression& of);
  TypedNode ReceivedCall(const Expression& call);
  TypedNode TimeCall(TypedNode::Op op, const Expression& call);
  TypedNode ParameterCall(const Expression& call);
  TypedNode Method(const Expression& call);
  TypedNode WithinMethod(const Expression& call);
  TypedNode TextMethod(TypedNode::Op op, const Expression& call);
  TypedNode Macro(TypedNode::Op op, const Expression& call);
  void UnknownFunction(const Expression& node, const std::string& name);
  // The texts of a text or a list of texts, all written out.
  std::vector<const Expression*> WrittenTexts(const Expression& node,
                                              absl::string_view wanted,
                                              absl::string_view verb);
  std::string ResourceName(const Expression& node,
                           absl::string_view collection);
  void CheckPlaceOrSet(const Expression& node);

  const AttributeDictionary& dictionary_;
  std::vector<Variable> variables_;
  std::vector<ExpressionFault> faults_;
};

}  // namespace sangam::rules

#endif  // SANGAM_COMMON_RULES_TYPE_CHECKER_H_

#include "tests/cel_conformance/debug_tree.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sangam::cel_conformance {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(DebugTreeTest, ReadsTypesOverloadsAndVariables) {
  const TreeParts parts = ReadTree(
      "_&&_(\n  _>_(\n    a.b~int^a.b,\n    -1~int\n  )~bool^greater_int64,\n"
      "  n~string^n.startsWith(\n    \"f(o~double^x\\\"\"~string\n"
      "  )~bool^starts_with_string\n)~bool^logical_and");
  EXPECT_THAT(parts.types, ElementsAre("bool", "int", "string"));
  EXPECT_THAT(parts.overloads, ElementsAre("greater_int64", "logical_and",
                                           "starts_with_string"));
  EXPECT_THAT(parts.variables,
              ElementsAre(Pair("a.b", "int"), Pair("n", "string")));
  EXPECT_FALSE(parts.comprehension);
}

TEST(DebugTreeTest, TheEmptyListHasNoTypeOfItsOwn) {
  EXPECT_THAT(ReadTree("[]~list(dyn)").types, IsEmpty());
  EXPECT_THAT(ReadTree("[\n  1~int,\n  \"a\"~string\n]~list(dyn)").types,
              ElementsAre("int", "list(dyn)", "string"));
}

TEST(DebugTreeTest, TellsAMethodFromAMessage) {
  EXPECT_THAT(ReadTree("\"a\"~string.startsWith(\n  \"b\"~string\n"
                       ")~bool^starts_with_string")
                  .types,
              ElementsAre("bool", "string"));
  EXPECT_THAT(ReadTree("x~google.protobuf.Any^x").types,
              ElementsAre("google.protobuf.Any"));
}

TEST(DebugTreeTest, ReadsUncheckedTrees) {
  const TreeParts parts = ReadTree(
      "_[_](\n  f(\n    1u^#*expr.Constant_Uint64Value#\n"
      "  )^#*expr.Expr_CallExpr#,\n  a^#*expr.Expr_IdentExpr#.g()"
      "^#*expr.Expr_CallExpr#\n)^#*expr.Expr_CallExpr#");
  EXPECT_THAT(parts.functions, ElementsAre("_[_]", "f", "g"));
  EXPECT_THAT(parts.variables, ElementsAre(Pair("a", "")));
  EXPECT_THAT(parts.kinds, ElementsAre("Constant_Uint64Value", "Expr_CallExpr",
                                       "Expr_IdentExpr"));
}

TEST(DebugTreeTest, AMacrosVariablesAreItsOwn) {
  const TreeParts parts = ReadTree(
      "__comprehension__(\n  // Variable\n  e,\n  // Target\n  []~list(int),\n"
      "  // Accumulator\n  @result,\n  // LoopStep\n  _||_(\n"
      "    @result~bool^@result,\n    _>_(\n      e~int^e,\n      x~int^x\n"
      "    )~bool^greater_int64\n  )~bool^logical_or)~bool");
  EXPECT_TRUE(parts.comprehension);
  EXPECT_FALSE(parts.binding);
  EXPECT_THAT(parts.variables, ElementsAre(Pair("x", "int")));
  EXPECT_TRUE(
      ReadTree("__comprehension__(\n  // Variable\n  #unused,\n").binding);
}

TEST(DebugTreeTest, NoticesComprehensionsAndFieldTests) {
  EXPECT_TRUE(
      ReadTree("__comprehension__(\n  // Variable\n  a,\n").comprehension);
  EXPECT_TRUE(ReadTree("a~int^a.b~test-only~~bool").field_test);
}

}  // namespace
}  // namespace sangam::cel_conformance

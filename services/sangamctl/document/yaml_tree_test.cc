#include "services/sangamctl/document/yaml_tree.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/document/document_reader.h"

namespace sangam::sangamctl {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Outcome {
  std::vector<YamlEdge> documents;
  Problems problems;
};

Outcome Read(std::string text) {
  Outcome outcome;
  outcome.documents =
      ReadDocuments("a.yaml", std::move(text), outcome.problems);
  return outcome;
}

void ExpectProblem(const Outcome& outcome, TextPosition position,
                   const std::string& message) {
  ASSERT_THAT(outcome.problems, SizeIs(1));
  EXPECT_EQ(outcome.problems[0].position.line, position.line);
  EXPECT_EQ(outcome.problems[0].position.column, position.column);
  EXPECT_THAT(outcome.problems[0].message, HasSubstr(message));
}

TEST(YamlTreeTest, DocumentsAreSplitAndEmptyOnesLeftOut) {
  const Outcome outcome = Read("---\na: 1\n---\n---\n# nothing\n---\nb: 2\n");
  EXPECT_THAT(outcome.problems, IsEmpty());
  ASSERT_THAT(outcome.documents, SizeIs(2));
  EXPECT_EQ(outcome.documents[1].position, (TextPosition{7, 1}));
}

TEST(YamlTreeTest, QuotedScalarsAreToldFromPlainOnes) {
  const Outcome outcome = Read("a: \"12\"\nb: 12\nc: !!str 12\nd: |\n  12\n");
  ASSERT_THAT(outcome.documents, SizeIs(1));
  const auto& entries = outcome.documents[0].node->entries;
  EXPECT_TRUE(entries[0].second.node->quoted);
  EXPECT_FALSE(entries[1].second.node->quoted);
  EXPECT_TRUE(entries[2].second.node->quoted);
  EXPECT_TRUE(entries[3].second.node->quoted);
}

TEST(YamlTreeTest, ColumnsCountCharactersNotBytes) {
  const Outcome outcome = Read("{title: \"रेशम\", bad: [1}\n");
  ASSERT_THAT(outcome.problems, SizeIs(1));
  const Outcome good = Read("{title: \"रेशम\", name: x}\n");
  ASSERT_THAT(good.documents, SizeIs(1));
  EXPECT_EQ(good.documents[0].node->entries[1].first.position,
            (TextPosition{1, 17}));
}

TEST(YamlTreeTest, ByteOrderMarkAndCarriageReturnsDoNotShiftPositions) {
  const Outcome outcome = Read("\xEF\xBB\xBFname: x\r\ntitle: y\r\n");
  EXPECT_THAT(outcome.problems, IsEmpty());
  ASSERT_THAT(outcome.documents, SizeIs(1));
  const auto& entries = outcome.documents[0].node->entries;
  EXPECT_EQ(entries[0].first.position, (TextPosition{1, 1}));
  EXPECT_EQ(entries[0].second.node->text, "x");
  EXPECT_EQ(entries[1].first.position, (TextPosition{2, 1}));
  EXPECT_EQ(entries[1].second.node->text, "y");
}

TEST(YamlTreeTest, BytesThatAreNotUtf8AreRefusedWithTheirPlace) {
  ExpectProblem(Read("a: 1\nb: caf\xE9\n"), {2, 7}, "not valid UTF-8");
  ExpectProblem(Read("a: \xED\xA0\x80\n"), {1, 4}, "not valid UTF-8");
  ExpectProblem(Read("\xC0\x80"), {1, 1}, "not valid UTF-8");
}

TEST(YamlTreeTest, NulBytesAreRefused) {
  ExpectProblem(Read(std::string("a: x\0y\n", 7)), {1, 5}, "0x00");
}

TEST(YamlTreeTest, TabsInIndentationAreRefused) {
  const Outcome outcome = Read("a:\n\tb: 1\n");
  ASSERT_THAT(outcome.problems, SizeIs(1));
  EXPECT_EQ(outcome.problems[0].position.line, 2);
}

TEST(YamlTreeTest, SyntaxErrorsCarryTheirPlace) {
  ExpectProblem(Read("a: 1\nb: 2: 3\n"), {2, 5}, "not valid YAML");
}

TEST(YamlTreeTest, TooDeepNestingIsRefused) {
  for (const char* open : {"[", "{a: ", "- ", "? "}) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += open;
    EXPECT_THAT(Read(text).problems, SizeIs(1)) << open;
  }
}

TEST(YamlTreeTest, TooLargeFilesAreRefused) {
  ExpectProblem(Read(std::string(kMaxFileBytes + 1, 'a')), {1, 1}, "16 MiB");
}

TEST(YamlTreeTest, ALineOfSixteenMebibytesIsRead) {
  const Outcome outcome = Read("a: " + std::string(kMaxFileBytes - 3, 'x'));
  EXPECT_THAT(outcome.problems, IsEmpty());
  EXPECT_THAT(outcome.documents, SizeIs(1));
}

TEST(YamlTreeTest, AliasesShareTheirNode) {
  const Outcome outcome = Read("a: &x [1, 2]\nb: *x\n");
  ASSERT_THAT(outcome.documents, SizeIs(1));
  const auto& entries = outcome.documents[0].node->entries;
  EXPECT_EQ(entries[0].second.node, entries[1].second.node);
  EXPECT_TRUE(entries[1].second.is_alias);
}

TEST(YamlTreeTest, AliasesThatCloseACircleAreRefused) {
  ExpectProblem(Read("a: &x [1, *x]\n"), {1, 11}, "what it stands in");
}

TEST(YamlTreeTest, AliasesOfNothingAreRefused) {
  EXPECT_THAT(Read("a: *x\n").problems, SizeIs(1));
}

}  // namespace
}  // namespace sangam::sangamctl

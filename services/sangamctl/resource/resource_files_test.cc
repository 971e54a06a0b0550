#include "services/sangamctl/resource/resource_files.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/document/source_text.h"

namespace sangam::sangamctl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace fs = std::filesystem;

std::vector<std::string> Messages(const Problems& problems) {
  std::vector<std::string> messages;
  for (const Problem& problem : problems) {
    messages.push_back(absl::StrCat(problem.file, ":", problem.position.line,
                                    ": ", problem.message));
  }
  return messages;
}

class ResourceFilesTest : public ::testing::Test {
 protected:
  ResourceFilesTest() {
    folder_ = fs::path(::testing::TempDir()) /
              ::testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "below");
  }
  ~ResourceFilesTest() override { fs::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }

  fs::path folder_;
  Problems problems_;
};

TEST_F(ResourceFilesTest, FoldersAreReadInOrderAndOnce) {
  const std::string b = Write("b.yml", "");
  const std::string a = Write("below/a.yaml", "");
  Write("below/notes.txt", "");
  fs::create_directory_symlink(folder_, folder_ / "below" / "circle");
  EXPECT_THAT(FindFiles({folder_.string(), b}, problems_), ElementsAre(b, a));
  EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(ResourceFilesTest, MissingFilesAndEmptyFoldersAreProblems) {
  FindFiles({(folder_ / "none").string(), folder_.string()}, problems_);
  EXPECT_THAT(Messages(problems_),
              ElementsAre(HasSubstr("no such file"), HasSubstr("no *.yaml")));
}

TEST_F(ResourceFilesTest, StandardInputIsRead) {
  std::istringstream input("name: groups/a");
  EXPECT_EQ(ReadFile("-", input, problems_), "name: groups/a");
}

TEST_F(ResourceFilesTest, AnEmptyFileHoldsNothing) {
  std::istringstream input;
  const std::string text = ReadFile(Write("a.yaml", ""), input, problems_);
  std::vector<Resource> resources;
  ReadResources("a.yaml", text, resources, problems_);
  EXPECT_THAT(resources, IsEmpty());
  EXPECT_THAT(problems_, IsEmpty());
}

TEST_F(ResourceFilesTest, AFolderCannotBeReadAsAFile) {
  std::istringstream input;
  ReadFile(folder_.string(), input, problems_);
  EXPECT_THAT(problems_, SizeIs(1));
}

TEST_F(ResourceFilesTest, DocumentsBecomeResources) {
  std::vector<Resource> resources;
  ReadResources("a.yaml",
                "name: groups/a\nkind: SHG\n---\nname: schemes/s/versions/v\n",
                resources, problems_);
  EXPECT_THAT(problems_, IsEmpty());
  ASSERT_THAT(resources, SizeIs(2));
  EXPECT_EQ(resources[0].type->kind, ResourceKind::kGroup);
  EXPECT_EQ(resources[1].name, "schemes/s/versions/v");
}

TEST_F(ResourceFilesTest, DocumentsThatNameNothingAreProblems) {
  std::vector<Resource> resources;
  ReadResources("a.yaml",
                "title: x\n---\n- name: groups/a\n---\nname: "
                "group/a\n---\nname: groups\n",
                resources, problems_);
  EXPECT_THAT(
      Messages(problems_),
      ElementsAre("a.yaml:1: name: is missing; it says what the document"
                  " describes, for example \"groups/umden-eri-society\"",
                  HasSubstr("a.yaml:3: a document describes one resource"),
                  HasSubstr("a.yaml:5: name: \"group/a\" is no name of a"
                            " resource; did you mean \"groups/...\"?"),
                  HasSubstr("a.yaml:7: name: \"groups\"")));
}

TEST_F(ResourceFilesTest, NamesMustBeUnique) {
  std::vector<Resource> resources;
  ReadResources("a.yaml", "name: groups/a\n", resources, problems_);
  ReadResources("b.yaml", "\nname: groups/a\n", resources, problems_);
  CheckNamesAreUnique(resources, problems_);
  EXPECT_THAT(Messages(problems_),
              ElementsAre("b.yaml:2: name: \"groups/a\" is described already at"
                          " a.yaml:1"));
}

TEST_F(ResourceFilesTest, FieldsAreFoundOrWhatIsAroundThem) {
  std::vector<Resource> resources;
  ReadResources("a.yaml",
                "name: schemes/s/versions/v\nconditions:\n- id: a\n- id: b\n"
                "  expression: x\n",
                resources, problems_);
  ASSERT_THAT(resources, SizeIs(1));
  EXPECT_EQ(PositionOfField(resources[0], "conditions[1].expression").line, 5);
  EXPECT_EQ(PositionOfField(resources[0], "conditions[1].citations").line, 4);
  EXPECT_EQ(PositionOfField(resources[0], "conditions[9].id").line, 2);
  EXPECT_EQ(PositionOfField(resources[0], "open_to_all").line, 1);
}

TEST_F(ResourceFilesTest, TestsOfSchemesAreRead) {
  std::vector<Resource> resources;
  Problems problems;
  ReadResources("a.yaml",
                "name: schemes/a/versions/b/tests/c\n"
                "subject: {profile: {kind: SHG, members: 12}}\n"
                "verdict: ELIGIBLE\nconditions: {size: MET}\n---\n"
                "name: schemes/a/versions/b/tests/d\nverdit: ELIGIBLE\n",
                resources, problems);
  ASSERT_EQ(resources.size(), 2U);
  EXPECT_EQ(resources[0].type, &SchemeTestType());
  EXPECT_FALSE(resources[0].faulty);
  EXPECT_TRUE(resources[1].faulty);
  EXPECT_EQ(problems.size(), 1U);
}

}  // namespace
}  // namespace sangam::sangamctl

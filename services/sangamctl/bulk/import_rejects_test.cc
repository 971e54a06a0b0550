// What an import leaves of records that were not taken in.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "gmock/gmock.h"
#include "services/sangamctl/bulk/import_run_fixture.h"
#include "services/sangamctl/bulk/rejects_file.h"

namespace sangam::sangamctl {
namespace {

using ImportRejectsTest = ImportRunTest;
using testing::HasSubstr;

TEST_F(ImportRejectsTest, RejectsCanBeCorrectedAndImportedAgain) {
  ImportRun run(
      {Write("a.jsonl", Line("groups/a", "") + Line("groups/b", "", "bad") +
                            "{\"group\": {\"nam\": 1}}\n\n[]\n" +
                            Line("groups/a", "", "other"))},
      "run", false, [](size_t) {});
  Import(run);
  EXPECT_EQ(run.totals().created, 1);
  EXPECT_EQ(run.totals().rejected, 4);
  const std::string path = (folder_ / "rejects.jsonl").string();
  ASSERT_TRUE(run.WriteRejects(path, problems_));
  std::string rejects = ReadBack(path);
  EXPECT_THAT(rejects, HasSubstr("\"fault\":\"title: is bad\""));
  EXPECT_THAT(rejects, HasSubstr("is the same as line 1 of a.jsonl"));
  rejects.replace(rejects.find("\"bad\""), 5, "\"ok\"");
  ImportRun again({Write("rejects.jsonl", rejects)}, "run2", false,
                  [](size_t) {});
  Import(again);
  EXPECT_EQ(again.totals().created, 1);
  EXPECT_EQ(again.totals().unchanged, 1);
  EXPECT_EQ(again.totals().rejected, 2);
}

TEST_F(ImportRejectsTest, AFileThatIsReadIsNotLostWhereRejectsGo) {
  const SourceFile file =
      Write("a.jsonl", Line("groups/a", "") + Line("groups/b", "", "bad"));
  const std::string other = (folder_ / "other.jsonl").string();
  EXPECT_TRUE(IsReadFrom(file.path, {file}));
  EXPECT_FALSE(IsReadFrom(other, {file}));
  std::filesystem::create_symlink(file.path, other);
  EXPECT_TRUE(IsReadFrom(other, {file}));
  ImportRun run({file}, "run", false, [](size_t) {});
  Import(run);
  // Even so it is read to its end before it is replaced.
  ASSERT_TRUE(run.WriteRejects(other, problems_));
  EXPECT_THAT(ReadBack(file.path), HasSubstr("groups/b"));
  EXPECT_TRUE(std::filesystem::is_symlink(other));
  // Nothing else is left beside it.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 2);
}

TEST_F(ImportRejectsTest, ADraftIsWrittenThroughNoLink) {
  const SourceFile precious = Write("precious.jsonl", "precious");
  const std::string path = (folder_ / "rejects.jsonl").string();
  std::filesystem::create_symlink(precious.path,
                                  absl::StrCat(path, ".part-", getpid()));
  EXPECT_TRUE(ReplaceFile(path, [](std::ostream& output) { output << "new"; }));
  EXPECT_EQ(ReadBack(path), "new");
  EXPECT_FALSE(std::filesystem::is_symlink(path));
  EXPECT_EQ(ReadBack(precious.path), "precious");
}

TEST_F(ImportRejectsTest, OldRejectsStayUntilThereAreNewOnes) {
  const std::string path =
      Write("rejects.jsonl", "{\"fault\": \"old\"}\n").path;
  EXPECT_FALSE(ReplaceFile(path, [](std::ostream& output) {
    output << "half";
    output.setstate(std::ios::failbit);
  }));
  EXPECT_EQ(ReadBack(path), "{\"fault\": \"old\"}\n");
  EXPECT_TRUE(RemoveOldRejects(path));
  EXPECT_FALSE(RemoveOldRejects(path));
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
  EXPECT_TRUE(ReplaceFile(path, [](std::ostream& output) { output << "new"; }));
  EXPECT_EQ(ReadBack(path), "new");
  // What is no file is not made into one, nor removed.
  EXPECT_TRUE(
      ReplaceFile("/dev/null", [](std::ostream& output) { output << "x"; }));
  EXPECT_FALSE(RemoveOldRejects("/dev/null"));
}

TEST_F(ImportRejectsTest, WhatIsNoFileOfRejectsIsSomebodysAndStays) {
  for (const char* text :
       {"Code,Name\n1,One\n", "collection: groups\n", "my notes\n",
        "{\"group\": {\"name\": \"groups/a\"}}\n{\"fault\": \"x\"}\n",
        "---\nname: groups/a\n", "\xE9\n"}) {
    const std::string path = Write("precious.csv", text).path;
    EXPECT_FALSE(MayHoldRejects(path)) << text;
    EXPECT_FALSE(RemoveOldRejects(path)) << text;
    EXPECT_EQ(ReadBack(path), text);
  }
  EXPECT_FALSE(MayHoldRejects(folder_.string()));
  EXPECT_TRUE(MayHoldRejects((folder_ / "none.csv").string()));
  EXPECT_TRUE(MayHoldRejects(Write("empty.csv", "").path));
  EXPECT_TRUE(MayHoldRejects("/dev/null"));
  // What imports leave is known again, in each form.
  SourceFile table = Write("a.csv", "Code,Name\n1,bad\n");
  table.mapping = std::make_shared<Mapping>(ReadMapping(
      "m",
      "collection: groups\ncolumns: {Code: {field: name, prefix: groups/},"
      " Name: title}",
      problems_));
  for (const SourceFile& file :
       {table, Write("a.jsonl", "no json\n" + Line("groups/b", "", "bad")),
        Write("a.yaml", "name: groups/c\ntitle: bad\n")}) {
    ImportRun run({file}, "run", false, [](size_t) {});
    Import(run);
    const std::string path = (folder_ / "rejects").string();
    EXPECT_TRUE(run.WriteRejects(path, problems_));
    EXPECT_TRUE(MayHoldRejects(path)) << file.name;
    EXPECT_TRUE(RemoveOldRejects(path)) << file.name;
  }
  EXPECT_TRUE(problems_.empty());
}

TEST_F(ImportRejectsTest, RejectsOfCsvKeepTheirColumns) {
  SourceFile file = Write("a.csv",
                          "Code,Name,Members,Other\n1,One,12,x\n2,bad,13,\"y,"
                          " z\"\n3,Three,many,\n4,Four,1,2,3,4\n");
  file.mapping = std::make_shared<Mapping>(ReadMapping(
      "m",
      "collection: groups\ncolumns: {Code: {field: name, prefix: groups/},"
      " Name: title, Members: profile.members}",
      problems_));
  ImportRun run({file}, "run", false, [](size_t) {});
  Import(run);
  EXPECT_EQ(run.totals().created, 1);
  const std::string path = (folder_ / "rejects.csv").string();
  ASSERT_TRUE(run.WriteRejects(path, problems_));
  EXPECT_EQ(ReadBack(path),
            "Code,Name,Members,Other,Fault (not imported)\n"
            "2,bad,13,\"y, z\",title: is bad\n"
            "3,Three,many,,\"Members: expected a whole number, found"
            " \"\"many\"\"\"\n"
            "4,Four,1,2,3,4,\"has 6 cells, and there are 4 headings\"\n");
  // Rejected again, it is what it was; put right, it goes in.
  file.path = path;
  ImportRun again({file}, "run2", false, [](size_t) {});
  Import(again);
  const std::string more = (folder_ / "more.csv").string();
  ASSERT_TRUE(again.WriteRejects(more, problems_));
  EXPECT_THAT(ReadBack(more), HasSubstr("\n2,bad,13,\"y, z\",title: is bad\n"));
  EXPECT_THAT(ReadBack(more), HasSubstr("\n4,Four,1,2,3,4,\"has 7 cells"));
  std::ofstream(path) << "Code,Name,Members,Other,Fault (not imported)\n"
                         "4,Four,12,34,\"has 6 cells\"\n";
  ImportRun right({file}, "run3", false, [](size_t) {});
  Import(right);
  EXPECT_EQ(right.totals().created, 1);
  EXPECT_TRUE(problems_.empty());
}

TEST_F(ImportRejectsTest, ARowThatWasCutClearsNothing) {
  const char* mapping =
      "collection: groups\ncolumns: {Code: {field: name, prefix: groups/},"
      " Name: title, Members: profile.members}";
  SourceFile file = Write("a.csv", "Code,Name,Members\n1,One,12\n2,Tw\n");
  file.mapping =
      std::make_shared<Mapping>(ReadMapping("m", mapping, problems_));
  ImportRun run({file}, "run", false, [](size_t) {});
  Import(run);
  EXPECT_EQ(run.totals().created, 1);
  const std::string path = (folder_ / "rejects.csv").string();
  ASSERT_TRUE(run.WriteRejects(path, problems_));
  const std::string rejects =
      "Code,Name,Members,Fault (not imported)\n"
      "2,Tw,\"has 2 cells, and there are 3 headings\"\n";
  EXPECT_EQ(ReadBack(path), rejects);
  // As it is, it is cut still, however often it is imported.
  for (int i = 0; i < 4; ++i) {
    file.path = path;
    ImportRun again({file}, "run2", false, [](size_t) {});
    Import(again);
    EXPECT_EQ(again.totals().rejected, 1);
    ASSERT_TRUE(again.WriteRejects(path, problems_));
    EXPECT_EQ(ReadBack(path), rejects);
  }
  std::ofstream(path) << "Code,Name,Members,Fault (not imported)\n"
                         "2,Two,13\n3,Three,\n";
  ImportRun right({file}, "run3", false, [](size_t) {});
  Import(right);
  EXPECT_EQ(right.totals().created, 2);
  EXPECT_TRUE(problems_.empty());
}

}  // namespace
}  // namespace sangam::sangamctl

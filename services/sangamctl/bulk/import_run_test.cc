#include "services/sangamctl/bulk/import_run.h"

#include "gmock/gmock.h"
#include "services/sangamctl/bulk/encoding.h"
#include "services/sangamctl/bulk/import_run_fixture.h"

namespace sangam::sangamctl {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(ImportRunTest, RecordsMayStandInAnyOrderInAnyFile) {
  size_t settled = 0;
  ImportRun run({Write("a.jsonl", Line("groups/a", "groups/b") +
                                      Line("groups/b", "groups/c")),
                 Write("b.jsonl", Line("groups/c", "") +
                                      Line("groups/d", "groups/nobody"))},
                "run", false, [&](size_t more) { settled += more; });
  Import(run);
  EXPECT_EQ(run.totals().created, 3);
  EXPECT_EQ(run.totals().rejected, 1);
  EXPECT_EQ(settled, 4u);
  EXPECT_THAT(run.FirstFaults(9, problems_),
              ElementsAre("b.jsonl:2: parent: does not exist"));
  // No chunk of any pass has the id of another.
  EXPECT_EQ(ids_.size(), sizes_.size());
  EXPECT_TRUE(problems_.empty());
}

TEST_F(ImportRunTest, ARecordThatCantBeSentIsRejectedAlone) {
  const std::string large = Line("groups/b", "", std::string(600'000, 'x'));
  ImportRun run({Write("a.jsonl", Line("groups/a", "") + large +
                                      Line("groups/c", "", "\\udc00") +
                                      Line("groups/d", ""))},
                "run", false, [](size_t) {});
  Import(run);
  EXPECT_EQ(run.totals().created, 2);
  EXPECT_EQ(run.totals().rejected, 2);
  EXPECT_EQ(run.FirstFaults(1, problems_)[0],
            "a.jsonl:2: takes 585 KiB, and a record may take 480 KiB at most");
  const std::string path = (folder_ / "rejects.jsonl").string();
  ASSERT_TRUE(run.WriteRejects(path, problems_));
  EXPECT_GT(ReadBack(path).size(), large.size());
  EXPECT_TRUE(problems_.empty());
}

TEST_F(ImportRunTest, WhatTheFilesHoldIsHeldThoughItIsRejected) {
  SourceFile table = Write("a.csv",
                           "Code,Name,Members\n1,One,many\n2,Two\n"
                           "3,Three,1,2\n4,Four,4\n4,Five,5\n6,Six,6\n");
  table.mapping = std::make_shared<Mapping>(ReadMapping(
      "m",
      "collection: groups\nset: {kind: SHG}\ncolumns: {Code: {outside_id:"
      " LOKOS}, Name: title, Members: profile.members}",
      problems_));
  ImportRun run(
      {table, Write("b.jsonl",
                    "{\"demand\": {\"name\": \"demands/a\"}}\n"
                    "{\"plan\": {\"name\": \"plans/a\"}}\n"
                    "{\"demand\": {\"name\": \"demands/b\", \"nam\": 1}}\n"
                    "{\"cluster\": {\"outsideIds\": [{\"system\": \"OCOS\","
                    " \"value\": \"7\"}, 8], \"title\": 1}}\n"
                    "{\"group\": {\"name\": 1}}\nno json\n")},
      "run", false, [](size_t) {});
  Import(run);
  EXPECT_EQ(run.totals().rejected, 8);
  EXPECT_EQ(run.unidentified(), 2);
  EXPECT_THAT(run.collections(),
              ElementsAre("clusters", "demands", "groups", "plans"));
  EXPECT_THAT(run.systems(), ElementsAre("LOKOS", "OCOS"));
  registry::v1::Entity entity;
  for (const char* code : {"1", "2", "3", "4", "6", "7"}) {
    auto* group = entity.mutable_group();
    group->set_name("groups/another");
    group->clear_outside_ids();
    auto* id = group->add_outside_ids();
    id->set_system("LOKOS");
    id->set_value(code);
    EXPECT_EQ(run.Holds(entity), code != std::string("7")) << code;
  }
  auto* id = entity.mutable_cluster()->add_outside_ids();
  id->set_system("OCOS");
  id->set_value("7");
  EXPECT_TRUE(run.Holds(entity));
  for (const char* name : {"demands/a", "demands/b", "demands/c"}) {
    entity.mutable_demand()->set_name(name);
    EXPECT_EQ(run.Holds(entity), name != std::string("demands/c")) << name;
  }
  entity.mutable_plan()->set_name("plans/a");
  EXPECT_TRUE(run.Holds(entity));
  EXPECT_FALSE(run.Holds({}));
  // A record with a fault does not keep out the one that corrects it.
  ImportRun corrected(
      {Write("c.jsonl", "{\"group\": {\"name\": \"groups/z\", \"nam\": 1}}\n" +
                            Line("groups/z", ""))},
      "run2", false, [](size_t) {});
  Import(corrected);
  EXPECT_EQ(corrected.totals().created, 1);
  EXPECT_TRUE(problems_.empty());
}

TEST_F(ImportRunTest, TwoColumnsOfOneNameAreNotGuessedAt) {
  SourceFile file =
      Write("a.csv", "Code,Members,Members ,Other,Other\n1,12,13,x,y\n");
  file.mapping = std::make_shared<Mapping>(
      ReadMapping("m",
                  "collection: groups\ncolumns: {Code: {field: name, prefix:"
                  " groups/}, Members: profile.members}",
                  problems_));
  ImportRun run({file}, "run", false, [](size_t) {});
  Import(run);
  EXPECT_EQ(run.totals().created, 0);
  // Columns that are not taken may be called anything.
  ASSERT_EQ(problems_.size(), 1u);
  EXPECT_EQ(problems_[0].message,
            "there are 2 columns \"Members\"; rename those that are not"
            " meant");
  // But where the form of the file is known.
  Mapping known = *file.mapping;
  known.first_of_same_heading = true;
  file.mapping = std::make_shared<Mapping>(std::move(known));
  problems_.clear();
  ImportRun first({file}, "run2", false, [](size_t) {});
  Import(first);
  EXPECT_EQ(first.totals().created, 1);
  EXPECT_TRUE(problems_.empty());
}

TEST_F(ImportRunTest, BytesThatAreNoTextKeepOutTheirOwnRecordOnly) {
  // As a spreadsheet writes it in Latin-1.
  const std::string row = "2,Caf\xE9 Umden,13,\xE9\n";
  SourceFile file =
      Write("a.csv", absl::StrCat("Code,Name,Members,Other\n1,One,12,\xE9\n",
                                  row, "3,\xE0\xA4\xB8,14,\n"));
  file.mapping = std::make_shared<Mapping>(ReadMapping(
      "m",
      "collection: groups\ncolumns: {Code: {field: name, prefix: groups/},"
      " Name: title, Members: profile.members}",
      problems_));
  ImportRun run({file}, "run", false, [](size_t) {});
  Import(run);
  // Of a column that isn't taken it doesn't matter.
  EXPECT_EQ(run.totals().created, 2);
  const std::string why =
      "is not UTF-8; save the file as \"CSV UTF-8\", or as text in UTF-8";
  EXPECT_THAT(run.FirstFaults(9, problems_),
              ElementsAre(absl::StrCat("a.csv:3: Name: ", why)));
  const std::string path = (folder_ / "rejects.csv").string();
  ASSERT_TRUE(run.WriteRejects(path, problems_));
  // Its bytes are kept as they are.
  EXPECT_THAT(ReadBack(path), HasSubstr(row.substr(0, row.size() - 1)));

  const std::string line = Line("groups/d", "", "Caf\xE9");
  ImportRun lines({Write("b.jsonl", line + Line("groups/e", ""))}, "run2",
                  false, [](size_t) {});
  Import(lines);
  EXPECT_EQ(lines.totals().created, 1);
  EXPECT_THAT(lines.FirstFaults(9, problems_),
              ElementsAre(absl::StrCat("b.jsonl:1: ", why)));
  ASSERT_TRUE(lines.WriteRejects(path, problems_));
  EXPECT_EQ(ReadBack(path), line);
  EXPECT_TRUE(problems_.empty());

  // Who writes a whole document in YAML is told where the fault is.
  ImportRun yaml({Write("c.yaml", "name: groups/a\ntitle: Caf\xE9\n")}, "run3",
                 false, [](size_t) {});
  Import(yaml);
  ASSERT_EQ(problems_.size(), 1u);
  EXPECT_EQ(problems_[0].position.line, 2);
  EXPECT_THAT(problems_[0].message, HasSubstr("UTF-8"));
}

TEST_F(ImportRunTest, AFileInAnotherEncodingIsNamedOnce) {
  const std::string utf16(
      "\xFF\xFE"
      "a\0\n\0a\0\n\0",
      10);
  const std::string why =
      "the file is UTF-16; save it as \"CSV UTF-8\", or as text in UTF-8";
  const auto mapping = std::make_shared<Mapping>(ReadMapping(
      "m", "collection: groups\ncolumns: {Name: title}", problems_));
  SourceFile table = Write("a.csv", utf16);
  table.mapping = mapping;
  SourceFile headings = Write("b.csv", "Nam\xE9,Name\n1,One\n");
  headings.mapping = mapping;
  SourceFile other = Write("c.csv", "Nam\xE9,Title\n1,One\n");
  other.mapping = mapping;
  for (const auto& [file, message] :
       {std::pair<SourceFile, std::string>{table, why},
        {Write("a.jsonl", utf16), why},
        {other, absl::StrCat("the row of headings ", kNotUtf8)}}) {
    problems_.clear();
    ImportRun run({file}, "run", false, [](size_t) {});
    Import(run);
    EXPECT_EQ(run.totals().rejected, 0);
    ASSERT_EQ(problems_.size(), 1u) << file.name;
    EXPECT_EQ(problems_[0].message, message) << file.name;
  }
  // Of a column that isn't taken it doesn't matter.
  problems_.clear();
  ImportRun run({headings}, "run", false, [](size_t) {});
  Import(run);
  EXPECT_EQ(run.totals().created, 1);
  EXPECT_TRUE(problems_.empty());
}

TEST_F(ImportRunTest, JsonLinesMayBeginWithAByteOrderMark) {
  ImportRun run({Write("a.jsonl", "\xEF\xBB\xBF" + Line("groups/a", "") +
                                      Line("groups/b", "", "bad"))},
                "run", false, [](size_t) {});
  Import(run);
  EXPECT_EQ(run.totals().created, 1);
  EXPECT_THAT(run.FirstFaults(9, problems_),
              ElementsAre("a.jsonl:2: title: is bad"));
}

TEST_F(ImportRunTest, FilesWithoutRecordsAreNamed) {
  SourceFile headings = Write("a.csv", "Name\n\n");
  headings.mapping = std::make_shared<Mapping>(ReadMapping(
      "m", "collection: groups\ncolumns: {Name: title}", problems_));
  ImportRun run({headings, Write("b.jsonl", Line("groups/a", "")),
                 Write("c.jsonl", "\n")},
                "run", false, [](size_t) {});
  Import(run);
  EXPECT_TRUE(problems_.empty());
  EXPECT_THAT(run.empty_files(), ElementsAre("a.csv", "c.jsonl"));
}

TEST_F(ImportRunTest, ARepeatedRecordIsUnchangedUnlessItDiffers) {
  ImportRun run(
      {Write("a.jsonl", "\n" + Line("groups/a", "") +
                            Line("groups/b", "", "bad") + Line("groups/a", "") +
                            Line("groups/a", "", "other")),
       Write("b.jsonl",
             Line("groups/a", "", "other") + Line("groups/b", "", "bad"))},
      "run", false, [](size_t) {});
  Import(run);
  EXPECT_EQ(run.totals().created, 1);
  EXPECT_EQ(run.totals().unchanged, 1);
  EXPECT_THAT(
      run.FirstFaults(9, problems_),
      ElementsAre(
          "a.jsonl:3: title: is bad",
          "a.jsonl:5: is the same as line 2 of a.jsonl, by its name or an"
          " outside id",
          "b.jsonl:1: is the same as line 2 of a.jsonl, by its name or an"
          " outside id",
          "b.jsonl:2: is the same as line 3 of a.jsonl, by its name or an"
          " outside id"));
}

TEST_F(ImportRunTest, ChunksAreAsLargeAsTheyMayBe) {
  std::string text;
  for (int i = 0; i < 2'500; ++i) {
    absl::StrAppend(&text, Line(absl::StrCat("groups/g", i), ""));
  }
  ImportRun many({Write("a.jsonl", text)}, "run", false, [](size_t) {});
  Import(many);
  EXPECT_THAT(sizes_, ElementsAre(1'000, 1'000, 500));
  sizes_.clear();
  text.clear();
  for (int i = 0; i < 10; ++i) {
    absl::StrAppend(&text, Line(absl::StrCat("groups/h", i), "",
                                std::string(100 << 10, 'x')));
  }
  ImportRun large({Write("b.jsonl", text)}, "run", false, [](size_t) {});
  Import(large);
  EXPECT_THAT(sizes_, ElementsAre(4, 4, 2));
}

TEST_F(ImportRunTest, YamlIsWhatApplyReads) {
  ImportRun run({Write("a.yaml",
                       "name: groups/a\nkind: SHG\n---\n"
                       "name: groups/b\nkind: SHG\ntitle: bad\n")},
                "run", false, [](size_t) {});
  Import(run);
  EXPECT_TRUE(problems_.empty());
  EXPECT_EQ(run.totals().created, 1);
  EXPECT_THAT(run.FirstFaults(9, problems_),
              ElementsAre("a.yaml:4: title: is bad"));
  const std::string path = (folder_ / "rejects.yaml").string();
  ASSERT_TRUE(run.WriteRejects(path, problems_));
  EXPECT_THAT(ReadBack(path), HasSubstr("# title: is bad\nname: groups/b"));
}

}  // namespace
}  // namespace sangam::sangamctl

#include "services/sangamctl/bulk/import_run.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/bulk/rejects_file.h"

namespace sangam::sangamctl {
namespace {

using registry::v1::ImportEntitiesRequest;
using registry::v1::ImportEntitiesResponse;
using testing::ElementsAre;
using testing::HasSubstr;

// A registry that knows names and parents only.
class ImportRunTest : public testing::Test {
 protected:
  ~ImportRunTest() override { std::filesystem::remove_all(folder_); }

  SourceFile Write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories(folder_);
    SourceFile file;
    file.name = name;
    file.path = (folder_ / name).string();
    EXPECT_TRUE(FormOfName(name, &file.form));
    std::ofstream(file.path) << text;
    return file;
  }
  static std::string ReadBack(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  void Import(ImportRun& run) {
    const ChunkSink sink = {.send =
                                [&](const ImportEntitiesRequest& request) {
                                  sizes_.push_back(request.records_size());
                                  ids_.insert(request.request_id());
                                  run.Receive(Answer(request));
                                  return absl::OkStatus();
                                },
                            .finish = [] { return absl::OkStatus(); }};
    EXPECT_TRUE(run.Run(sink, problems_).ok());
  }

  ImportEntitiesResponse Answer(const ImportEntitiesRequest& request) {
    ImportEntitiesResponse response;
    for (const auto& record : request.records()) {
      const auto& group = record.entity().group();
      const bool missing =
          !group.parent().empty() && !there_.contains(group.parent());
      if (missing || group.title() == "bad") {
        auto* rejected = response.add_rejected();
        rejected->set_row(record.row());
        rejected->set_reference_missing(missing);
        auto* field = rejected->add_fields();
        field->set_field(missing ? "parent" : "title");
        field->set_description(missing ? "does not exist" : "is bad");
        continue;
      }
      if (there_.insert(group.name()).second) {
        response.set_created(response.created() + 1);
      } else {
        response.set_unchanged(response.unchanged() + 1);
      }
    }
    return response;
  }

  static std::string Line(const std::string& name, const std::string& parent,
                          const std::string& title = "") {
    return absl::StrCat("{\"group\": {\"name\": \"", name, "\", \"parent\": \"",
                        parent, "\", \"title\": \"", title, "\"}}\n");
  }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() /
      absl::StrCat("sangam_import_run_", getpid());
  Problems problems_;
  std::set<std::string> there_;
  std::vector<int> sizes_;
  std::set<std::string> ids_;
};

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

TEST_F(ImportRunTest, RejectsCanBeCorrectedAndImportedAgain) {
  ImportRun run(
      {Write("a.jsonl", Line("groups/a", "") + Line("groups/b", "", "bad") +
                            "{\"group\": {\"nam\": 1}}\n\n[]\n" +
                            Line("groups/a", ""))},
      "run", false, [](size_t) {});
  Import(run);
  EXPECT_EQ(run.totals().created, 1);
  EXPECT_EQ(run.totals().rejected, 4);
  const std::string path = (folder_ / "rejects.jsonl").string();
  ASSERT_TRUE(run.WriteRejects(path, problems_));
  std::string rejects = ReadBack(path);
  EXPECT_THAT(rejects, HasSubstr("\"fault\":\"title: is bad\""));
  EXPECT_THAT(rejects, HasSubstr("is the same as record 1"));
  rejects.replace(rejects.find("\"bad\""), 5, "\"ok\"");
  ImportRun again({Write("rejects.jsonl", rejects)}, "run2", false,
                  [](size_t) {});
  Import(again);
  EXPECT_EQ(again.totals().created, 1);
  EXPECT_EQ(again.totals().unchanged, 1);
  EXPECT_EQ(again.totals().rejected, 2);
}

TEST_F(ImportRunTest, AFileThatIsReadIsNotLostWhereRejectsGo) {
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

TEST_F(ImportRunTest, OldRejectsStayUntilThereAreNewOnes) {
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

TEST_F(ImportRunTest, WhatIsNoFileOfRejectsIsSomebodysAndStays) {
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

TEST_F(ImportRunTest, RejectsOfCsvKeepTheirColumns) {
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

TEST_F(ImportRunTest, ARowThatWasCutClearsNothing) {
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

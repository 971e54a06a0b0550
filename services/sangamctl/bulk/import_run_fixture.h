// An import of files that a test writes, into a registry that it makes up.
#ifndef SANGAM_SERVICES_SANGAMCTL_BULK_IMPORT_RUN_FIXTURE_H_
#define SANGAM_SERVICES_SANGAMCTL_BULK_IMPORT_RUN_FIXTURE_H_

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "services/sangamctl/bulk/import_run.h"

namespace sangam::sangamctl {

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
    const ChunkSink sink = {
        .send =
            [&](const registry::v1::ImportEntitiesRequest& request) {
              sizes_.push_back(request.records_size());
              ids_.insert(request.request_id());
              run.Receive(Answer(request));
              return absl::OkStatus();
            },
        .finish = [] { return absl::OkStatus(); }};
    EXPECT_TRUE(run.Run(sink, problems_).ok());
  }

  registry::v1::ImportEntitiesResponse Answer(
      const registry::v1::ImportEntitiesRequest& request) {
    registry::v1::ImportEntitiesResponse response;
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

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BULK_IMPORT_RUN_FIXTURE_H_

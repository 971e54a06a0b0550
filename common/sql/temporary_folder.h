// A folder for the database files of one test.
#ifndef SANGAM_COMMON_SQL_TEMPORARY_FOLDER_H_
#define SANGAM_COMMON_SQL_TEMPORARY_FOLDER_H_

#include <cstdlib>
#include <filesystem>
#include <string>

namespace sangam::sql {

// Made with the object and removed with it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string form =
        (std::filesystem::temp_directory_path() / "sangam_test_XXXXXX")
            .string();
    if (mkdtemp(form.data()) == nullptr) std::abort();
    path_ = form;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }

  std::string File(const std::string& name) const {
    return (path_ / name).string();
  }

 private:
  std::filesystem::path path_;
};

}  // namespace sangam::sql

#endif  // SANGAM_COMMON_SQL_TEMPORARY_FOLDER_H_

#include "services/sangamctl/backup/backup_errors.h"

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace sangam::sangamctl {
namespace {

absl::Status FileError(absl::string_view message) {
  return MakeError(absl::StatusCode::kInvalidArgument,
                   type::v1::ERROR_REASON_INVALID_FIELD, message);
}

absl::Status Refusal(absl::string_view message) {
  return StoreFailedError(absl::StatusCode::kFailedPrecondition, message);
}

}  // namespace

absl::Status UnreadableFileError(const std::string& path) {
  return FileError(
      absl::StrCat(path, " can't be read: ", std::strerror(errno)));
}

absl::Status NoBackupError(const std::string& path, absl::string_view why) {
  return FileError(absl::StrCat(path, " is no backup: ", why));
}

absl::Status DamagedBackupError(const std::string& path) {
  return FileError(absl::StrCat(
      path,
      " is damaged: it is not what was written when the backup was taken;"
      " restore from another copy"));
}

absl::Status OtherEngineError(const std::string& path,
                              const BackupManifest& manifest) {
  const bool postgres = manifest.engine == sql::Engine::kPostgres;
  return FileError(absl::StrCat(
      path, " is of a ", postgres ? "PostgreSQL database" : "SQLite file",
      " and can be restored only to ",
      postgres ? "--store=postgres://USER@HOST/DATABASE"
               : "--store=sqlite:PATH",
      "; sangamctl export and import bring a registry from one to the other"));
}

absl::Status NewerBackupError(const std::string& path, absl::string_view why) {
  return FileError(absl::StrCat(path, " is of a newer release: ", why));
}

absl::Status NotOverwrittenError(const std::string& path) {
  return FileError(absl::StrCat(
      path,
      " is there already and is no whole backup, so it is not overwritten;"
      " remove it or name another file"));
}

absl::Status UnwritableFileError(const std::string& path) {
  return StoreFailedError(
      absl::StatusCode::kResourceExhausted,
      absl::StrCat(path, " can't be written: ", std::strerror(errno)));
}

absl::Status BackupUnderWayError(const std::string& path) {
  return Refusal(absl::StrCat("another backup to ", path, " is under way"));
}

absl::Status NoStoreThereError(const std::string& store) {
  return Refusal(absl::StrCat(
      store,
      " holds no store; name one that a registry or a scheme catalogue"
      " has made"));
}

absl::Status StoreHasDataError(const std::string& store,
                               const StorePosition& position) {
  return Refusal(absl::StrCat(store, " holds a ", Describe(position),
                              " already; with --replace the backup takes its"
                              " place, and what is there is gone"));
}

absl::Status StoreInUseError(const std::string& store) {
  return Refusal(
      absl::StrCat(store,
                   " is in use; stop the service that has it open, restore, and"
                   " start it again"));
}

absl::Status OtherTablesError(absl::string_view expected,
                              absl::string_view found) {
  return Refusal(absl::StrCat(
      "the backup's tables stand in the schema \"", expected,
      "\" of their database, but this one would have them in \"", found,
      "\"; make that schema and set the search_path of the user or the"
      " database to it"));
}

absl::Status MissingProgramError(absl::string_view program) {
  return Refusal(absl::StrCat(
      program,
      " is not installed, and backups of PostgreSQL need it: it comes"
      " with Debian's package postgresql-client (apt install"
      " postgresql-client)"));
}

absl::Status FailedProgramError(absl::string_view program,
                                absl::string_view said) {
  return StoreFailedError(
      absl::StatusCode::kInternal,
      absl::StrCat(program, " failed", said.empty() ? "" : ":\n", said));
}

}  // namespace sangam::sangamctl

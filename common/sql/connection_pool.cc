#include "common/sql/connection_pool.h"

#include <utility>

#include "absl/memory/memory.h"
#include "common/sql/transaction.h"
#include "common/status/macros.h"

namespace sangam::sql {

ConnectionPool::ConnectionPool(std::string path,
                               std::unique_ptr<Database> writer,
                               std::vector<std::unique_ptr<Database>> readers)
    : path_(std::move(path)),
      writer_(std::move(writer)),
      idle_readers_(std::move(readers)) {}

absl::StatusOr<std::unique_ptr<ConnectionPool>> ConnectionPool::Open(
    const std::string& path, int readers) {
  SANGAM_ASSIGN_OR_RETURN(std::unique_ptr<Database> writer,
                          Database::Open(path, Database::Access::kReadWrite));
  std::vector<std::unique_ptr<Database>> opened;
  for (int i = 0; i < readers; ++i) {
    SANGAM_ASSIGN_OR_RETURN(opened.emplace_back(),
                            Database::Open(path, Database::Access::kReadOnly));
  }
  return absl::WrapUnique(
      new ConnectionPool(path, std::move(writer), std::move(opened)));
}

absl::Status ConnectionPool::Write(Work work) {
  absl::MutexLock lock(&write_mutex_);
  Transaction transaction(*writer_);
  SANGAM_RETURN_IF_ERROR(transaction.BeginWrite());
  SANGAM_RETURN_IF_ERROR(work(*writer_));
  return transaction.Commit();
}

absl::Status ConnectionPool::Rehearse(Work work) {
  absl::MutexLock lock(&write_mutex_);
  Transaction transaction(*writer_);
  SANGAM_RETURN_IF_ERROR(transaction.BeginWrite());
  return work(*writer_);
}

absl::Status ConnectionPool::Read(Work work) {
  std::unique_ptr<Database> reader;
  {
    absl::MutexLock lock(&read_mutex_);
    read_mutex_.Await(absl::Condition(
        +[](std::vector<std::unique_ptr<Database>>* idle) {
          return !idle->empty();
        },
        &idle_readers_));
    reader = std::move(idle_readers_.back());
    idle_readers_.pop_back();
  }
  absl::Status status;
  {
    Transaction transaction(*reader);
    status = transaction.BeginRead();
    if (status.ok()) status = work(*reader);
  }
  absl::MutexLock lock(&read_mutex_);
  idle_readers_.push_back(std::move(reader));
  return status;
}

absl::StatusOr<std::unique_ptr<Database>> ConnectionPool::OpenReader() const {
  return Database::Open(path_, Database::Access::kReadOnly);
}

}  // namespace sangam::sql

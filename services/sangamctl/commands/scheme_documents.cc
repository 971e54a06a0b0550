#include "services/sangamctl/commands/scheme_documents.h"

#include <filesystem>
#include <iostream>
#include <system_error>

#include "absl/strings/match.h"

namespace sangam::sangamctl {

bool MeansFile(const std::string& argument) {
  std::error_code error;
  return argument == "-" || absl::EndsWith(argument, ".yaml") ||
         absl::EndsWith(argument, ".yml") ||
         (TypeOfName(argument) == nullptr &&
          std::filesystem::exists(argument, error));
}

std::vector<Resource> ReadDocumentsOf(const std::vector<std::string>& paths,
                                      Problems& problems) {
  std::vector<Resource> resources;
  for (const std::string& file : FindFiles(paths, problems)) {
    ReadResources(file, ReadFile(file, std::cin, problems), resources,
                  problems);
  }
  CheckNamesAreUnique(resources, problems);
  return resources;
}

const Resource* FindResource(const std::vector<Resource>& resources,
                             absl::string_view name) {
  for (const Resource& resource : resources) {
    if (resource.name == name) return &resource;
  }
  return nullptr;
}

const scheme_catalog::v1::SchemeVersion* FindVersion(
    const std::vector<Resource>& resources, absl::string_view name) {
  const Resource* found = FindResource(resources, name);
  return found == nullptr || found->type->kind != ResourceKind::kSchemeVersion
             ? nullptr
             : static_cast<const scheme_catalog::v1::SchemeVersion*>(
                   found->message.get());
}

const scheme_catalog::v1::Scheme* FindScheme(
    const std::vector<Resource>& resources, absl::string_view name) {
  const Resource* found = FindResource(resources, name);
  return found == nullptr || found->type->kind != ResourceKind::kScheme
             ? nullptr
             : static_cast<const scheme_catalog::v1::Scheme*>(
                   found->message.get());
}

}  // namespace sangam::sangamctl

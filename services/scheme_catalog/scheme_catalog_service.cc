#include "services/scheme_catalog/scheme_catalog_service.h"

#include <memory>

#include "services/scheme_catalog/catalog_feed.h"

namespace sangam::scheme_catalog {

grpc::ServerWriteReactor<v1::WatchCatalogResponse>*
SchemeCatalogService::WatchCatalog(Context* context,
                                   const v1::WatchCatalogRequest* request) {
  return runtime_.Stream(
      context, request,
      std::make_unique<CatalogFeed>(&store_, request->resume_token()));
}

}  // namespace sangam::scheme_catalog

node {
    writeFile file: 'api.yaml', text: params.MANIFEST
    def summary = smartDeploy()
    echo "changed ${summary.changed}, ${summary.services[0].name} is ${summary.services[0].verdict}, see ${summary.reportUrl}"
}
